package freshet.gateway.http;

import org.eclipse.jetty.http.HttpStatus;

/** Words for the statuses of HTTP. */
final class Statuses {
    private Statuses() {}

    /** As the standard names it. */
    static String title(int status) {
        return HttpStatus.getMessage(status);
    }
}
