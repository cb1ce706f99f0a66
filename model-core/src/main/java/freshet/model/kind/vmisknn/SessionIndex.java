package freshet.model.kind.vmisknn;

import freshet.model.kind.SparseRows;

/**
 * The past sessions that a model knows, both ways round. Session 0 is the newest one. Immutable;
 * threads share it.
 *
 * @param sessionsOf each item's newest sessions (items), at most {@code recent} of them, so that
 *     its list has the newest first
 * @param itemsOf the distinct items of each session (sessions)
 * @param weights of the items, above 0 (items)
 * @param recent most past sessions that are looked at for a session, m in the paper
 */
record SessionIndex(SparseRows sessionsOf, SparseRows itemsOf, float[] weights, int recent) {

    /** Items of the longest session. */
    int longest() {
        int longest = 0;
        for (int session = 0; session < itemsOf.rows(); session++) {
            longest = Math.max(longest, itemsOf.to(session) - itemsOf.from(session));
        }
        return longest;
    }
}
