package freshet.cli.rollout;

import java.util.List;

/** Hears what a {@link SessionJoin} has brought together. */
interface SessionListener {
    /** Whether both models may answer a session, or the challenger alone. */
    boolean isOfTrial(String sessionId);

    /** An event has got its visitor's answer. */
    void answered(AnsweredEvent event);

    /**
     * A session counts now.
     *
     * @param sessionId its key
     * @param events its answered events by time; of several sessions, where the key came again
     */
    void over(String sessionId, List<AnsweredEvent> events);
}
