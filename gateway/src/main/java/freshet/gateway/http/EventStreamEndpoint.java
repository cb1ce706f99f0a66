package freshet.gateway.http;

/** Answers a call by server-sent events, until one of both sides closes. */
@FunctionalInterface
public non-sealed interface EventStreamEndpoint extends Answering {
    /**
     * Begins to send, now or from any thread later; must not block.
     *
     * @throws Problem if the call cannot be answered; nothing was sent then
     */
    void open(Call call, EventStream stream);
}
