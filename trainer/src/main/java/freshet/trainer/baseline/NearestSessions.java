package freshet.trainer.baseline;

import freshet.trainer.column.IntColumn;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * VMIS-kNN by its definition, as the self-test expects it: looks through all past sessions, newest
 * first, instead of an index. Formula in {@link VmisKnnTrainer}. Immutable.
 *
 * @param weights of the items (V)
 * @param recent most past sessions looked at, m
 * @param neighbours most that vote, k
 * @param lastItems of a session that are looked at
 * @param repeatShare probability of the session's last item
 */
record NearestSessions(
        PastSessions past, float[] weights, int recent, int neighbours, int lastItems, float repeatShare) {

    private record Neighbour(int session, int similarity, int latest) {}

    /**
     * Scores of all items (V), 0 for one without a vote.
     *
     * @param items of all events, of which those in [from, to) are the session
     */
    double[] scores(IntColumn items, int from, int to) {
        int[] looked = items.copy(Math.max(from, to - lastItems), to);
        double[] scores = new double[weights.length];
        for (Neighbour neighbour : nearest(looked)) {
            double decay = Math.max(0, 1 - 0.1 * (looked.length - neighbour.latest + 1));
            double vote = decay * neighbour.similarity / (to - from);
            for (int i = past.offsets()[neighbour.session]; i < past.offsets()[neighbour.session + 1]; i++) {
                scores[past.items()[i]] += vote * weights[past.items()[i]];
            }
        }
        int last = items.get(to - 1);
        double others = Arrays.stream(scores).sum() - scores[last];
        if (repeatShare == 0) {
            scores[last] = 0;
        } else if (others > 0) {
            scores[last] = others * repeatShare / (1 - (double) repeatShare);
        }
        return scores;
    }

    private List<Neighbour> nearest(int[] looked) {
        Map<Integer, Integer> positions = new HashMap<>(); // from 1; of a repeated item the later one
        IntStream.range(0, looked.length).forEach(i -> positions.put(looked[i], i + 1));
        PriorityQueue<Neighbour> nearest = new PriorityQueue<>(Comparator.comparingInt(Neighbour::similarity)
                .thenComparing(Neighbour::session, Comparator.reverseOrder()));
        int seen = 0;
        for (int session = 0; session < past.count() && seen < recent; session++) {
            int similarity = 0;
            int latest = 0;
            for (int i = past.offsets()[session]; i < past.offsets()[session + 1]; i++) {
                int position = positions.getOrDefault(past.items()[i], 0);
                similarity += position;
                latest = Math.max(latest, position);
            }
            if (latest > 0) {
                seen++;
                nearest.add(new Neighbour(session, similarity, latest));
                if (nearest.size() > neighbours) {
                    nearest.remove();
                }
            }
        }
        return List.copyOf(nearest);
    }
}
