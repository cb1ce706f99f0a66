package freshet.cli.audit;

import freshet.cli.SessionGap;
import freshet.schema.event.EventFormat;

/**
 * By which rules the topics were audited.
 *
 * @param format in which the events were read
 * @param gap the pause that ends a session
 * @param exactlyOnce whether a repetition is a fault too
 */
record AuditSettings(EventFormat format, SessionGap gap, boolean exactlyOnce) {

    /** The format in words. */
    String encoding() {
        return switch (format) {
            case AUTO -> "Avro or JSON";
            case AVRO -> "Avro";
            case JSON -> "JSON";
        };
    }

    /**
     * What to try where events cannot be read: the end of a sentence, empty if there is nothing.
     */
    String otherEncoding() {
        return format == EventFormat.AUTO ? "" : "; --events-format auto reads Avro and JSON";
    }
}
