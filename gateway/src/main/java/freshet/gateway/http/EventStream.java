package freshet.gateway.http;

/**
 * One reader's server-sent events. What waits for it is bounded: a reader that does not keep up is
 * closed, and nobody waits for it. Threads may share it.
 */
public interface EventStream {
    /**
     * Sends one event, in the order of the calls; never blocks.
     *
     * @param name the event's type, one line
     * @param json becomes the event's data
     * @return false if the stream is closed, by this call too
     */
    boolean send(String name, Object json);

    /**
     * Runs an action once when the stream is closed, at once if it is; by the reader, by
     * {@link #close} or with the server.
     */
    void onClose(Runnable action);

    /** Ends the stream after what was sent. */
    void close();
}
