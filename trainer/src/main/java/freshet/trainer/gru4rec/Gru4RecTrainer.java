package freshet.trainer.gru4rec;

import freshet.model.bundle.ModelBundle;
import freshet.trainer.ModelTrainer;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingListener;
import freshet.trainer.bundle.Provenance;
import freshet.trainer.bundle.RankedItem;
import freshet.trainer.bundle.SelfTests;
import freshet.trainer.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Trains GRU4Rec with session-parallel mini-batches and a loss over sampled items. Immutable. */
public final class Gru4RecTrainer implements ModelTrainer {
    /** Kind of the bundles it makes. */
    public static final String KIND = "gru4rec";

    private final Settings given;
    private final Gru4RecSettings settings;

    /** @param given checked against {@link Gru4RecSettings#ALLOWED} */
    public Gru4RecTrainer(Settings given) {
        this.given = given;
        this.settings = Gru4RecSettings.from(given);
    }

    @Override
    public ModelBundle train(TrainingData data, TrainingListener listener) {
        Gru4RecNetwork network = new Gru4RecNetwork(data, settings);
        double loss = 0;
        for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
            loss = trainEpoch(network, data, epoch, listener);
        }
        Gru4RecWeights weights = network.weights();
        return new ModelBundle(
                KIND,
                settings.architecture().configuration(),
                Provenance.of(KIND, given, data),
                Map.of("training_loss", loss),
                data.vocabulary(),
                data.support(),
                weights.tensors(),
                SelfTests.of(data, session -> best(new Gru4RecScorer(weights), session)));
    }

    private double trainEpoch(Gru4RecNetwork network, TrainingData data, int epoch, TrainingListener listener) {
        long start = System.nanoTime();
        long events = data.predictions();
        listener.epochStarted(epoch, settings.epochs(), events);
        SessionParallelBatches batches =
                new SessionParallelBatches(data.items(), data.sessionOffsets(), settings.batchSize());
        double lossSum = 0;
        long done = 0;
        while (batches.next()) {
            lossSum += network.step(batches) * batches.size();
            done += batches.size();
            if (!Double.isFinite(lossSum)) {
                throw new TrainingException("the loss is " + lossSum + " after " + done + " events of epoch " + epoch
                        + "; train with a learning_rate under " + settings.learningRate());
            }
            listener.progress(done, events, lossSum / done);
        }
        network.finish();
        double seconds = (double) (System.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1);
        listener.epochFinished(epoch, lossSum / done, seconds);
        return lossSum / done;
    }

    private static List<RankedItem> best(Gru4RecScorer scorer, int[] session) {
        scorer.startSession();
        for (int item : session) {
            scorer.fold(item);
        }
        return RankedItem.bestBySoftmax(scorer.scores(), SelfTests.LIST_LENGTH);
    }
}
