package freshet.trainer.recurrent;

import freshet.trainer.TrainingData;
import freshet.trainer.neural.Network;
import freshet.trainer.neural.SessionParallelBatches;
import freshet.trainer.neural.TrainingState;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A fresh network with random biases before its first step, a batch of one session, and the scores
 * of all items by the reference.
 */
final class FirstStep {
    final SessionParallelBatches batch;
    final int target; // row
    final double[] scores; // (V)
    private final TrainingData data;
    private final RecurrentModel model;
    private final TrainingState state;

    FirstStep(TrainingData data, RecurrentModel model) {
        this.data = data;
        this.model = model;
        state = TrainingState.fresh(data, model);
        RecurrentWeights weights = new RecurrentWeights(state.weights(), model.architecture());
        SplittableRandom random = new SplittableRandom(4);
        for (int item = 0; item < weights.items; item++) {
            weights.bias[item] = (float) random.nextDouble(-2, 2);
        }
        batch = new SessionParallelBatches(data.items(), data.sessionOffsets(), 1);
        batch.next();
        target = batch.targets()[0];
        ReferenceRecurrent reference = new ReferenceRecurrent(weights);
        double[][] states = reference.fold(reference.start(), batch.inputs()[0]);
        scores = IntStream.range(0, weights.items)
                .mapToDouble(item -> reference.score(states, item))
                .toArray();
    }

    Network<SessionParallelBatches> network() {
        return new Network<>(data, model, state, 1);
    }
}
