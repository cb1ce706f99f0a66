package freshet.trainer.autoencoder;

import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.EpochRandom;
import freshet.trainer.neural.NeuralSettings;

/**
 * What an autoencoder leaves out in training.
 *
 * @param items of the bags
 * @param inputs values of the items' rows
 * @param queries values of the queries
 */
record Noises(Dropout items, Dropout inputs, Dropout queries) {
    /** Outside of training. */
    static final Noises NONE = new Noises(Dropout.NONE, Dropout.NONE, Dropout.NONE);

    static Noises of(Bag bag, NeuralSettings settings, EpochRandom random) {
        int batch = settings.batchSize();
        int rows = batch * bag.window();
        return new Noises(
                new Dropout(bag.noise(), rows, 1, random.split()),
                new Dropout(settings.dropoutEmbedding(), rows, bag.width(), random.split()),
                new Dropout(settings.dropoutHidden(), batch, bag.width(), random.split()));
    }
}
