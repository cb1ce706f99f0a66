package freshet.job.stream.topic;

import org.apache.kafka.common.Uuid;

/** A topic was deleted and made anew, so that offsets of before mean nothing on it. */
public final class ChangedTopicException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * @param before id that the topic had
     * @param now id that it has
     * @param when in which time that was
     * @param then what comes of it, or the remedy
     */
    public ChangedTopicException(String topic, Uuid before, Uuid now, String when, String then) {
        super("topic " + topic + " was made anew " + when + ": its id was " + before + " and is " + now + "; " + then);
    }
}
