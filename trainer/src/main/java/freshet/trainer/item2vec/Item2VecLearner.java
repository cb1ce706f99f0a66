package freshet.trainer.item2vec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingListener;
import freshet.trainer.bundle.TrainingSnapshot.KeptModel;
import freshet.trainer.neural.BagForward;
import freshet.trainer.neural.EpochLearner;
import freshet.trainer.neural.EpochRandom;
import freshet.trainer.neural.NewItems;
import freshet.trainer.neural.TrainingState;
import freshet.trainer.neural.WarmStart;
import freshet.trainer.neural.loss.NegativeSampler;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * item2vec: an item has an input vector u (h) and an output vector v (h). Those of items near each
 * other in a session get a large product, see {@link NegativeSampling}; {@link Contexts} says which
 * are near. A session's query is the mean of its input vectors. An item's score is
 *
 * <pre>
 *   v · q + prior · log P_n(item)
 * </pre>
 *
 * <p>With negatives from P_n, training brings u_i · v_j to log p(j | i) − log P_n(j) − log k (Levy,
 * Goldberg, "Neural Word Embedding as Implicit Matrix Factorization", NIPS 2014), so that the
 * second term makes the score one of a probability. Output vectors score better than input vectors:
 * on the validation sessions of rsc15_1_64 Recall@20 is 62.6 instead of 57.7 per cent. The papers
 * learn by plain descent with a rate
 * that falls to 0 at the last epoch; here it is Adagrad, whose rate does not depend on how many
 * epochs there will be. For one thread.
 */
final class Item2VecLearner implements EpochLearner {
    static final String INPUT = "item.input";
    private static final int STEP = 32; // sessions between two reports of progress

    private final Item2Vec settings;
    private final TrainingData data;
    private final NegativeSampler sampler;
    private final TrainingState state;

    Item2VecLearner(Item2Vec settings, TrainingData data) {
        int items = data.vocabulary().size();
        this.settings = settings;
        this.data = data;
        this.sampler = new NegativeSampler(data.support(), settings.sampleAlpha());
        Parameters weights =
                Parameters.of(items, settings.width(), List.of(Parameter.table(INPUT, items, settings.width())));
        new Glorot(EpochRandom.beforeTraining(settings.seed()))
                .fill(weights.get(INPUT).values(), settings.width(), settings.width());
        this.state = new TrainingState(weights, weights.zeros(), Optional.empty(), Optional.empty());
        setPrior();
    }

    /** The prior is that of the data, also after an older model was taken over. */
    private void setPrior() {
        float[] bias = state.weights().bias();
        for (int item = 0; item < bias.length; item++) {
            bias[item] = settings.prior() * (float) StrictMath.log(sampler.probability(item));
        }
    }

    @Override
    public String kind() {
        return Item2Vec.KIND;
    }

    @Override
    public ObjectNode configuration() {
        return settings.configuration();
    }

    @Override
    public Schedule schedule() {
        return settings.schedule();
    }

    @Override
    public int startFrom(ModelBundle older) {
        int known = new WarmStart(older, kind(), configuration())
                .apply(state, data.vocabulary(), settings.warmMemory(), NewItems.AFRESH);
        setPrior();
        return known;
    }

    @Override
    public void pass(int epoch, TrainingListener listener) {
        long start = System.nanoTime();
        long events = data.predictions();
        listener.epochStarted(epoch, settings.schedule().epochs(), events);
        SplittableRandom random =
                EpochRandom.of(settings.seed(), epoch, 1).split().get(0);
        NegativeSampling step = new NegativeSampling(state, settings, sampler, random);
        Contexts contexts = new Contexts(data, settings, random.split());
        double lossSum = 0;
        long predicted = 0;
        long done = 0;
        for (int session = 0; session < data.sessions(); session++) {
            contexts.load(session);
            while (contexts.next()) {
                lossSum += step.learn(contexts);
                predicted++;
            }
            done += data.sessionOffsets().get(session + 1)
                    - data.sessionOffsets().get(session)
                    - 1;
            if (session % STEP == 0 || session + 1 == data.sessions()) {
                listener.progress(done, events, lossSum / Math.max(1, predicted));
            }
        }
        if (!Double.isFinite(lossSum) || !state.weights().areFinite()) {
            throw new TrainingException("a weight is no finite number at the end of epoch " + epoch
                    + "; train with a learning_rate under " + settings.learningRate());
        }
        double seconds = (double) (System.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1);
        listener.epochFinished(epoch, lossSum / Math.max(1, predicted), seconds);
    }

    @Override
    public Map<String, Tensor> state() {
        return state.tensors();
    }

    @Override
    public void restore(Map<String, Tensor> tensors) {
        state.set(tensors);
    }

    @Override
    public KeptModel model(Map<String, Double> metrics) {
        return state.model(
                data, new BagForward(state.weights().get(INPUT), settings.decay(), weights -> weights), metrics);
    }
}
