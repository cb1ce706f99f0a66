package freshet.gateway.http;

/** What a caller must be allowed for a route. */
public enum Access {
    /** Nothing: health checks, the page's own files. */
    OPEN,
    /** To read answers: the API key, where there is one. */
    READ,
    /** To write events: the API key, where there is one. */
    WRITE,
    /** To change what everybody gets: always the operator's key. */
    OPERATOR
}
