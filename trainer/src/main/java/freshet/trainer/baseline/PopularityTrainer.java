package freshet.trainer.baseline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.trainer.TrainingData;
import freshet.trainer.bundle.RankedItem;
import freshet.trainer.bundle.SelfTests;
import freshet.trainer.settings.Settings;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The most popular items: P(next) is the item's share of all events (POP in Hidasi et al. 2016,
 * section 4). A bundle holds every item's support anyway, so that this one holds nothing else.
 * Immutable.
 */
public final class PopularityTrainer extends CountingTrainer {
    /** Kind of the bundles it makes. */
    public static final String KIND = "popularity";

    public PopularityTrainer(Settings given) {
        super(KIND, given);
    }

    @Override
    CountedModel count(TrainingData data) {
        double total = LongStream.of(data.support()).sum();
        double[] shares = LongStream.of(data.support())
                .mapToDouble(support -> support / total)
                .toArray();
        return new CountedModel(
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                meanLoss(data, shares),
                session -> RankedItem.best(shares, SelfTests.LIST_LENGTH));
    }

    private static double meanLoss(TrainingData data, double[] shares) {
        double loss = 0;
        for (int s = 0; s < data.sessions(); s++) {
            for (int i = data.sessionOffsets().get(s) + 1;
                    i < data.sessionOffsets().get(s + 1);
                    i++) {
                loss -= Math.log(shares[data.items().get(i)]);
            }
        }
        return loss / data.predictions();
    }
}
