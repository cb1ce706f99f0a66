package freshet.gateway.answer;

import freshet.model.session.Arrival;
import freshet.schema.Recommendation;
import freshet.schema.codec.SingleObjectCodec;
import org.jspecify.annotations.Nullable;

/**
 * The newest answer of one session, packed as it travels, and its place in the order of answering.
 * What it says never changes; its neighbours do, under the lock of {@link AnswerStore}.
 */
final class HeldAnswer {
    static final SingleObjectCodec<Recommendation> CODEC = new SingleObjectCodec<>(Recommendation.class);

    /**
     * Bytes around an answer's own, on a 64-bit JVM with compressed references: this object 56, the
     * map's node 32 and its share of the table 12, the session id's string and array 40, the packed
     * array 16, padding of both 8.
     */
    private static final int FRAME_BYTES = 164;

    private static final int LATIN_1 = 0xFF;

    final String sessionId;
    final long lastEventMillis; // of the session, as far as its answers tell; milliseconds since 1970

    @Nullable
    HeldAnswer earlier; // answered before this one

    @Nullable
    HeldAnswer later;

    private final byte[] packed;
    private final int partition; // of the event
    private final long offset;
    private final long emittedMillis;

    /**
     * @param packed the same answer in single-object encoding; this one's own from now on
     * @param lastEventMillis the newest event of the session that was known before
     */
    HeldAnswer(Recommendation answer, byte[] packed, long lastEventMillis) {
        this.sessionId = answer.getSessionId();
        this.packed = packed;
        this.partition = answer.getEvent().getPartition();
        this.offset = answer.getEvent().getOffset();
        this.emittedMillis = answer.getEmittedAt().toEpochMilli();
        this.lastEventMillis = Math.max(lastEventMillis, countsAt(answer));
    }

    /**
     * The time at which the answered event counts, milliseconds since 1970: never later than its
     * answer, as for the job never later than its arrival.
     */
    static long countsAt(Recommendation answer) {
        long emitted = answer.getEmittedAt().toEpochMilli();
        return Arrival.bounded(answer.getEventTime().toEpochMilli(), emitted, emitted);
    }

    /**
     * Whether an event of this session is answered here already, or a later one.
     *
     * <p>Events of one session are in one partition and their offsets tell their order. Where
     * partitions were added, they may be in two: then the job's clock tells.
     */
    boolean covers(Recommendation answer) {
        return partition == answer.getEvent().getPartition()
                ? offset >= answer.getEvent().getOffset()
                : emittedMillis > answer.getEmittedAt().toEpochMilli();
    }

    /** The answer, unpacked. */
    Recommendation answer() {
        return CODEC.decode(packed);
    }

    /** Memory that the answer takes, bytes, with all around it. */
    long bytes() {
        return FRAME_BYTES + packed.length + (long) sessionId.length() * bytesPerCharacter();
    }

    private int bytesPerCharacter() {
        for (int at = 0; at < sessionId.length(); at++) {
            if (sessionId.charAt(at) > LATIN_1) {
                return Character.BYTES;
            }
        }
        return 1;
    }
}
