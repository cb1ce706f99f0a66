package freshet.trainer.baseline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.trainer.TrainingData;
import freshet.trainer.bundle.RankedItem;
import freshet.trainer.bundle.SelfTests;
import freshet.trainer.settings.Settings;
import java.util.List;
import java.util.stream.IntStream;

/**
 * First-order Markov chain: P(next | last) is the share of the events after {@code last} that were
 * {@code next}, counted over all pairs of consecutive events. Immutable.
 */
public final class MarkovTrainer extends CountingTrainer {
    /** Kind of the bundles it makes. */
    public static final String KIND = "markov";

    public MarkovTrainer(Settings given) {
        super(KIND, given);
    }

    @Override
    CountedModel count(TrainingData data) {
        Transitions transitions = Transitions.count(data);
        return new CountedModel(
                JsonNodeFactory.instance.objectNode().put("order", 1),
                transitions.tensors(),
                transitions.meanLoss(),
                session -> best(transitions, session[session.length - 1]));
    }

    private static List<RankedItem> best(Transitions transitions, int last) {
        int from = (int) transitions.offsets()[last];
        int to = (int) transitions.offsets()[last + 1];
        double total = transitions.total(last);
        return IntStream.range(from, Math.min(to, from + SelfTests.LIST_LENGTH))
                .mapToObj(i -> new RankedItem(
                        transitions.next()[i], (float) (transitions.count()[i] / total)))
                .toList();
    }
}
