package freshet.trainer.baseline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.model.bundle.ModelBundle;
import freshet.model.data.Session;
import freshet.model.evaluation.RankingMetrics;
import freshet.trainer.ModelTrainer;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.bundle.Provenance;
import freshet.trainer.bundle.RankedItem;
import freshet.trainer.bundle.SelfTests;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import freshet.trainer.validation.Validation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * First-order Markov chain: P(next | last) is the share of the events after {@code last} that were {@code next}, counted over
 * all pairs of consecutive events. It has one pass, which validation measures and cannot end early, and which keeps no snapshot. Immutable.
 */
public final class MarkovTrainer implements ModelTrainer {
    /** Kind of the bundles it makes. */
    public static final String KIND = "markov";

    /** It has nothing to set. */
    public static final List<Setting> ALLOWED = List.of();

    private final Settings given;

    public MarkovTrainer(Settings given) {
        this.given = given;
    }

    @Override
    public ModelBundle train(TrainingPlan plan, TrainingListener listener) {
        if (plan.warmStart().isPresent()) {
            throw new TrainingException("model markov counts anew each time; train it without a model to start from");
        }
        if (plan.resumed()) {
            throw new TrainingException("model markov has one pass and keeps no snapshot; train it anew");
        }
        TrainingData data = plan.data();
        long start = System.nanoTime();
        listener.epochStarted(1, 1, data.predictions());
        Transitions transitions = Transitions.count(data);
        double loss = transitions.meanLoss();
        double seconds = (double) (System.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1);
        listener.progress(data.predictions(), data.predictions(), loss);
        listener.epochFinished(1, loss, seconds);
        ModelBundle model = new ModelBundle(
                KIND,
                JsonNodeFactory.instance.objectNode().put("order", 1),
                Provenance.of(KIND, given, data),
                Map.of("training_loss", loss, "epoch", 1.0),
                data.vocabulary(),
                data.support(),
                transitions.tensors(),
                SelfTests.of(data, session -> best(transitions, session[session.length - 1])));
        return plan.validation().isEmpty() ? model : validated(model, plan.validation(), listener);
    }

    private static ModelBundle validated(ModelBundle model, List<Session> sessions, TrainingListener listener) {
        RankingMetrics measured = new Validation(sessions).measure(model);
        listener.validated(1, measured.recall(), measured.mrr());
        return Validation.note(model, measured);
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
