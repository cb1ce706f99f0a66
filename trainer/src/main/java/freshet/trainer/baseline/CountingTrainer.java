package freshet.trainer.baseline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.data.Session;
import freshet.model.evaluation.RankingMetrics;
import freshet.trainer.ModelTrainer;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.Validation;
import freshet.trainer.bundle.Provenance;
import freshet.trainer.bundle.RankedItem;
import freshet.trainer.bundle.SelfTests;
import freshet.trainer.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

/**
 * A trainer that counts: it has nothing to set, and one pass, which validation measures and cannot
 * end early, and keeps no snapshot. Immutable.
 */
abstract class CountingTrainer implements ModelTrainer {
    private final String kind;
    private final Settings given;

    CountingTrainer(String kind, Settings given) {
        this.kind = kind;
        this.given = given;
    }

    abstract CountedModel count(TrainingData data);

    /**
     * The same for one that takes longer than seconds.
     *
     * @param done hears which share of the work is done, from 0 to 1
     */
    CountedModel count(TrainingData data, DoubleConsumer done) {
        return count(data);
    }

    @Override
    public final ModelBundle train(TrainingPlan plan, TrainingListener listener) {
        if (plan.warmStart().isPresent()) {
            throw new TrainingException(
                    "model " + kind + " counts anew each time; train it without a model to start from");
        }
        if (plan.resumed()) {
            throw new TrainingException("model " + kind + " has one pass and keeps no snapshot; train it anew");
        }
        TrainingData data = plan.data();
        long start = System.nanoTime();
        listener.epochStarted(1, 1, data.predictions());
        CountedModel counted = count(
                data, share -> listener.progress((long) (share * data.predictions()), data.predictions(), Double.NaN));
        double seconds = (double) (System.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1);
        listener.progress(data.predictions(), data.predictions(), counted.meanLoss());
        listener.epochFinished(1, counted.meanLoss(), seconds);
        ModelBundle model = new ModelBundle(
                kind,
                counted.configuration(),
                Provenance.of(kind, given, data),
                Map.of("training_loss", counted.meanLoss(), "epoch", 1.0),
                data.vocabulary(),
                data.support(),
                counted.tensors(),
                SelfTests.of(data, counted.answer()));
        return plan.validation().isEmpty() ? model : validated(model, plan.validation(), listener);
    }

    private static ModelBundle validated(ModelBundle model, List<Session> sessions, TrainingListener listener) {
        RankingMetrics measured = new Validation(sessions).measure(model);
        listener.validated(1, measured.recall(), measured.mrr());
        return Validation.note(model, measured);
    }

    /**
     * What a {@link CountingTrainer} found.
     *
     * @param configuration of the bundle
     * @param tensors of the bundle beside vocabulary and support
     * @param meanLoss mean of −log p over the events that follow another one in their session
     * @param answer the best items for a session's rows, oldest first, as the self-test expects
     *     them
     */
    record CountedModel(
            ObjectNode configuration,
            Map<String, Tensor> tensors,
            double meanLoss,
            Function<int[], List<RankedItem>> answer) {}
}
