package freshet.trainer.baseline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.trainer.TrainingData;
import freshet.trainer.bundle.RankedItem;
import freshet.trainer.bundle.SelfTests;
import freshet.trainer.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The items of the session by their count in it, then the most popular ones (S-POP in Hidasi et al.
 * 2016, section 4), as the distribution that
 * {@link freshet.model.kind.baseline.SessionPopularityModel} gives. Only the support is learned.
 * Immutable.
 */
public final class SessionPopularityTrainer extends CountingTrainer {
    /** Kind of the bundles it makes. */
    public static final String KIND = "session-popularity";

    public SessionPopularityTrainer(Settings given) {
        super(KIND, given);
    }

    @Override
    CountedModel count(TrainingData data) {
        double total = LongStream.of(data.support()).sum();
        return new CountedModel(
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                meanLoss(data, total),
                session -> best(data.support(), total, session));
    }

    private static double meanLoss(TrainingData data, double total) {
        double loss = 0;
        for (int s = 0; s < data.sessions(); s++) {
            int first = data.sessionOffsets().get(s);
            Map<Integer, Integer> counts = new HashMap<>();
            for (int i = first; i + 1 < data.sessionOffsets().get(s + 1); i++) {
                counts.merge(data.items().get(i), 1, Integer::sum);
                int next = data.items().get(i + 1);
                double count = counts.getOrDefault(next, 0) + data.support()[next] / total;
                loss -= Math.log(count / (i - first + 2));
            }
        }
        return loss / data.predictions();
    }

    private static List<RankedItem> best(long[] support, double total, int[] session) {
        double[] probabilities = IntStream.range(0, support.length)
                .mapToDouble(row -> support[row] / total / (session.length + 1))
                .toArray();
        for (int item : session) {
            probabilities[item] += 1.0 / (session.length + 1);
        }
        return RankedItem.best(probabilities, SelfTests.LIST_LENGTH);
    }
}
