package freshet.trainer;

import freshet.model.Vocabulary;
import freshet.model.data.Session;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Sessions ready to be learned from: rows of the vocabulary, one session after the other. Immutable
 * but for the arrays, which are never written to; threads may share it.
 *
 * @param vocabulary the items, the most supported first, equal support in order of the item id
 * @param support events per row (items)
 * @param items rows of all sessions' events (events)
 * @param sessionOffsets where each session starts in {@code items}, and at the end their length
 *     (sessions + 1)
 * @param starts when each session starts, in milliseconds since 1970, never falling (sessions)
 * @param times of the events, in milliseconds since 1970 (events)
 * @param rules by which sessions and items were kept
 * @param dropped what preprocessing took away
 * @param hash SHA-256 in hexadecimal, see {@link DataHash}: equal hashes train equal models
 *     where times are equal or the model reads none
 */
public record TrainingData(
        Vocabulary vocabulary,
        long[] support,
        int[] items,
        int[] sessionOffsets,
        long[] starts,
        long[] times,
        Preprocessing rules,
        Dropped dropped,
        String hash) {

    /**
     * Sessions as they were recorded, with every rule of {@link Preprocessing} applied.
     *
     * @param sessions in order of their start, as {@link freshet.model.data.Sessions} gives them
     * @throws IllegalArgumentException if nothing is left to learn from, or one item alone
     */
    public static TrainingData of(List<Session> sessions, Preprocessing rules) {
        return new TrainingDataBuilder(sessions, rules).build();
    }

    /**
     * The same items and support, of which only the later sessions are learned from.
     *
     * @param moment sessions that start then or later stay
     * @throws IllegalArgumentException if none does
     */
    public TrainingData since(Instant moment) {
        int first = 0;
        while (first < starts.length && starts[first] < moment.toEpochMilli()) {
            first++;
        }
        if (first == starts.length) {
            throw new IllegalArgumentException(
                    "no session is left that starts at " + moment + " or later; the last one starts at "
                            + Instant.ofEpochMilli(starts[starts.length - 1]) + ", so name an earlier time");
        }
        int from = sessionOffsets[first];
        int[] offsets = Arrays.stream(sessionOffsets, first, sessionOffsets.length)
                .map(offset -> offset - from)
                .toArray();
        return new TrainingData(
                vocabulary,
                support,
                Arrays.copyOfRange(items, from, items.length),
                offsets,
                Arrays.copyOfRange(starts, first, starts.length),
                Arrays.copyOfRange(times, from, times.length),
                rules,
                dropped,
                DataHash.ofLast(hash, offsets.length - 1));
    }

    /** Number of sessions. */
    public int sessions() {
        return sessionOffsets.length - 1;
    }

    /** Number of pairs of consecutive events: what one epoch predicts. */
    public int predictions() {
        return items.length - sessions();
    }
}
