package freshet.cli.watch;

import freshet.schema.Recommendation;
import freshet.schema.RejectedEvent;
import freshet.schema.SessionEvent;
import java.util.Optional;
import java.util.Set;

/** What became of an event, or a record of the output topics that cannot be read. */
sealed interface Outcome {

    /** Whether it is of one of these sessions. */
    boolean isOf(Set<String> sessions);

    /**
     * A recommendation.
     *
     * @param writtenMillis timestamp of its record, by which outcomes are ordered
     */
    record Answered(Recommendation answer, long writtenMillis) implements Outcome {
        @Override
        public boolean isOf(Set<String> sessions) {
            return sessions.contains(answer.getSessionId());
        }
    }

    /**
     * A rejection.
     *
     * @param key of the rejected record, where it is text
     * @param event that the rejected bytes hold, where they can be read
     * @param writtenMillis timestamp of the rejection's own record
     */
    record Rejected(RejectedEvent rejection, Optional<String> key, Optional<SessionEvent> event, long writtenMillis)
            implements Outcome {

        /** By the event, else by the key; events need not have their session as the key. */
        Optional<String> sessionId() {
            return event.map(SessionEvent::getSessionId).or(() -> key);
        }

        @Override
        public boolean isOf(Set<String> sessions) {
            return sessionId().filter(sessions::contains).isPresent()
                    || key.filter(sessions::contains).isPresent();
        }
    }

    /**
     * Neither.
     *
     * @param place topic-partition@offset
     * @param why in words
     */
    record Unreadable(String place, String why) implements Outcome {
        @Override
        public boolean isOf(Set<String> sessions) {
            return false;
        }
    }
}
