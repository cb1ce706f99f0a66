package freshet.gateway.http;

/** How a route answers: once, or by a stream of events. */
public sealed interface Answering permits Endpoint, EventStreamEndpoint {}
