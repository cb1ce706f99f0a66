package freshet.trainer;

import freshet.model.Vocabulary;
import freshet.model.data.Session;
import java.util.List;

/**
 * Sessions ready to be learned from: rows of the vocabulary, one session after the other. Immutable but for the arrays, which
 * nobody writes to; threads may share it.
 *
 * @param vocabulary the items, the most supported first, equal support in order of the item id
 * @param support events per row (items)
 * @param items rows of all sessions' events (events)
 * @param sessionOffsets where each session starts in {@code items}, and at the end their length (sessions + 1)
 * @param rules by which sessions and items were kept
 * @param dropped what preprocessing took away
 * @param hash SHA-256 over the item ids, session by session, in hexadecimal: equal hashes train equal models
 */
public record TrainingData(
        Vocabulary vocabulary,
        long[] support,
        int[] items,
        int[] sessionOffsets,
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

    /** Number of sessions. */
    public int sessions() {
        return sessionOffsets.length - 1;
    }

    /** Number of pairs of consecutive events: what one epoch predicts. */
    public int predictions() {
        return items.length - sessions();
    }
}
