package freshet.trainer;

import freshet.model.Vocabulary;
import freshet.model.data.Session;
import freshet.trainer.column.IntColumn;
import freshet.trainer.column.LongColumn;
import java.time.Instant;
import java.util.List;

/**
 * Sessions ready to be learned from: rows of the vocabulary, one session after the other. In
 * memory, or in files that are mapped into it. Nothing of it is written to; threads may share it.
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
        IntColumn items,
        IntColumn sessionOffsets,
        LongColumn starts,
        LongColumn times,
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
        return of(NumberedSessions.of(sessions), rules);
    }

    /**
     * The same of sessions that are numbered already, in whose columns it is made: they are not to
     * be used any more.
     *
     * @throws IllegalArgumentException if nothing is left to learn from, or one item alone
     */
    public static TrainingData of(NumberedSessions sessions, Preprocessing rules) {
        return new TrainingDataBuilder(sessions, rules).build();
    }

    /** The same with its hash. */
    TrainingData withHash(String known) {
        return new TrainingData(vocabulary, support, items, sessionOffsets, starts, times, rules, dropped, known);
    }

    /**
     * The same items and support, of which only the later sessions are learned from.
     *
     * @param moment sessions that start then or later stay
     * @throws IllegalArgumentException if none does
     */
    public TrainingData since(Instant moment) {
        int first = 0;
        while (first < sessions() && starts.get(first) < moment.toEpochMilli()) {
            first++;
        }
        if (first == sessions()) {
            throw new IllegalArgumentException(
                    "no session is left that starts at " + moment + " or later; the last one starts at "
                            + Instant.ofEpochMilli(starts.get(sessions() - 1)) + ", so name an earlier time");
        }
        int from = sessionOffsets.get(first);
        return new TrainingData(
                vocabulary,
                support,
                items.part(from, items.size(), 0),
                sessionOffsets.part(first, sessionOffsets.size(), from),
                starts.part(first, starts.size(), 0),
                times.part(from, times.size(), 0),
                rules,
                dropped,
                DataHash.ofLast(hash, sessions() - first));
    }

    /** Number of sessions. */
    public int sessions() {
        return sessionOffsets.size() - 1;
    }

    /** Number of pairs of consecutive events: what one epoch predicts. */
    public int predictions() {
        return items.size() - sessions();
    }
}
