package freshet.gateway.http;

import freshet.model.text.Quote;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** What a body says it is. */
final class MediaType {
    private static final Pattern JSON =
            Pattern.compile("application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?", Pattern.CASE_INSENSITIVE);

    private MediaType() {}

    /**
     * Refuses what is not JSON: a page of another site can send any other type without asking. A
     * caller who shows an operator's key need not name a type for no body: no such page can.
     *
     * @throws Problem 415
     */
    static void requireJson(Request request, Call call) {
        Optional<String> type = Gatekeeper.header(request, HttpHeader.CONTENT_TYPE.asString());
        boolean none = type.isEmpty() && call.access() == Access.OPERATOR && request.getLength() <= 0;
        if (!none && !type.filter(text -> JSON.matcher(text.strip()).matches()).isPresent()) {
            throw Problem.unsupportedMediaType(
                            "header Content-Type",
                            type.map(text -> Quote.of(text) + " is not JSON").orElse("there is none"),
                            "send Content-Type: application/json")
                    .because("media-type");
        }
    }
}
