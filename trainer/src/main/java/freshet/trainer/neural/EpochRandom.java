package freshet.trainer.neural;

import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Where the random choices of a training come from: every pass has a generator of its own, a function of the seed and the epoch alone, so
 * that a pass draws the same however the process came to it.
 */
public final class EpochRandom {
    private EpochRandom() {}

    /** The generator from which the weights are initialised. */
    public static SplittableRandom beforeTraining(long seed) {
        return split(seed, 0);
    }

    /**
     * The generator of a pass; each purpose in the pass takes one that is split off it, in a fixed order.
     *
     * @param epoch its number, from 1
     */
    public static SplittableRandom of(long seed, int epoch) {
        if (epoch < 1) {
            throw new IllegalArgumentException("epoch is " + epoch + "; the first one is 1");
        }
        return split(seed, epoch);
    }

    /** The generator that is split off the seed's after {@code before} others. */
    private static SplittableRandom split(long seed, int before) {
        SplittableRandom seeds = new SplittableRandom(seed);
        return Stream.generate(seeds::split).skip(before).findFirst().orElseThrow();
    }
}
