package freshet.trainer.lru;

import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.EpochRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where an {@link LruStack} drops values.
 *
 * @param inputs of the items' normalised rows
 * @param mixed of what each block's recurrence gives
 * @param forwarded of what each block's feed-forward network gives
 */
record LruDropouts(Dropout inputs, List<Dropout> mixed, List<Dropout> forwarded) {

    /** Drops nothing. */
    static LruDropouts none(int blocks) {
        List<Dropout> none = Collections.nCopies(blocks, Dropout.NONE);
        return new LruDropouts(Dropout.NONE, none, none);
    }

    /**
     * @param batchSize most windows in one step
     * @param window most items of one
     */
    static LruDropouts of(Lru model, int batchSize, int window, EpochRandom random) {
        float rate = model.settings().dropoutHidden();
        int width = model.width();
        int rows = batchSize * window;
        Dropout inputs = new Dropout(model.settings().dropoutEmbedding(), rows, width, random.split());
        List<Dropout> mixed = new ArrayList<>();
        List<Dropout> forwarded = new ArrayList<>();
        for (int block = 0; block < model.blocks(); block++) {
            int outputs = block + 1 == model.blocks() ? batchSize : rows;
            mixed.add(new Dropout(rate, outputs, width, random.split()));
            forwarded.add(new Dropout(rate, outputs, width, random.split()));
        }
        return new LruDropouts(inputs, mixed, forwarded);
    }
}
