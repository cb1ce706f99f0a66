package freshet.trainer.gru4rec;

import freshet.trainer.TrainingData;

/**
 * All that a training carries from one pass to the next: a pass is a function of it, the data, the settings and the epoch. For one
 * thread.
 *
 * @param weights what is learned
 * @param optimizer changes them, and remembers their gradients
 */
record Gru4RecState(Gru4RecWeights weights, Gru4RecOptimizer optimizer) {

    /** Before the first pass: random weights and nothing to remember. */
    static Gru4RecState fresh(TrainingData data, Gru4RecSettings settings) {
        Gru4RecWeights weights = new Gru4RecWeights(
                data.vocabulary().size(),
                settings.architecture(),
                new Glorot(EpochRandom.beforeTraining(settings.seed())));
        return new Gru4RecState(weights, new Gru4RecOptimizer(weights, settings.learningRate(), settings.momentum()));
    }
}
