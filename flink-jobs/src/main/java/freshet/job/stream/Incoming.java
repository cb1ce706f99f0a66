package freshet.job.stream;

/** What the source makes of one record of the events topic: an event to answer, or a rejection. */
public sealed interface Incoming permits AcceptedEvent, Rejection {}
