package freshet.gateway.http;

/**
 * One call that there is.
 *
 * @param method in capitals; HEAD comes with GET, OPTIONS with every path
 * @param path a template, {@code /v1/items/{id}/similar}: each part in braces is one segment of a
 *     path, and texts go before them
 * @param access what the caller must be allowed
 * @param answering how it answers
 */
public record Route(String method, String path, Access access, Answering answering) {
    /** A route that answers once. */
    public Route(String method, String path, Access access, Endpoint endpoint) {
        this(method, path, access, (Answering) endpoint);
    }

    /** A route that is read. */
    public static Route get(String path, Access access, Endpoint endpoint) {
        return new Route("GET", path, access, endpoint);
    }

    /** A route that takes a body. */
    public static Route post(String path, Access access, Endpoint endpoint) {
        return new Route("POST", path, access, endpoint);
    }

    /** A route that takes a body and may be called again with the same outcome. */
    public static Route put(String path, Access access, Endpoint endpoint) {
        return new Route("PUT", path, access, endpoint);
    }

    /** A route that answers by server-sent events. */
    public static Route stream(String path, Access access, EventStreamEndpoint endpoint) {
        return new Route("GET", path, access, endpoint);
    }

    private Route(String method, String path, Access access, EventStreamEndpoint endpoint) {
        this(method, path, access, (Answering) endpoint);
    }
}
