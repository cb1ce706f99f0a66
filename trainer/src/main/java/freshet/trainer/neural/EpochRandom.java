package freshet.trainer.neural;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Where the random choices of a training come from: every pass has a generator of its own, a
 * function of the seed and the epoch alone, so that a pass draws the same however the process came
 * to it. Each purpose in the pass takes generators that are split off it, in a fixed order: one for
 * each member of the team, all of which give the same numbers. For one thread.
 */
public final class EpochRandom {
    private final int epoch;
    private final List<SplittableRandom> members; // alike

    private EpochRandom(int epoch, List<SplittableRandom> members) {
        this.epoch = epoch;
        this.members = members;
    }

    /** The generator from which the weights are initialised. */
    public static SplittableRandom beforeTraining(long seed) {
        return split(seed, 0);
    }

    /**
     * The generator from which the order of a pass is drawn: the one that all others of the pass
     * are split off.
     *
     * @param epoch its number, from 1
     */
    public static SplittableRandom ofOrder(long seed, int epoch) {
        return split(seed, epoch);
    }

    /**
     * The generators of a pass.
     *
     * @param epoch its number, from 1
     * @param members of the team
     */
    public static EpochRandom of(long seed, int epoch, int members) {
        if (epoch < 1) {
            throw new IllegalArgumentException("epoch is " + epoch + "; the first one is 1");
        }
        return new EpochRandom(
                epoch, Stream.generate(() -> split(seed, epoch)).limit(members).toList());
    }

    /** The number of the pass, from 1. */
    public int epoch() {
        return epoch;
    }

    /** A generator for each member, for one purpose. */
    public List<SplittableRandom> split() {
        return members.stream().map(SplittableRandom::split).toList();
    }

    /** The generator that is split off the seed's after {@code before} others. */
    private static SplittableRandom split(long seed, int before) {
        SplittableRandom seeds = new SplittableRandom(seed);
        return Stream.generate(seeds::split).skip(before).findFirst().orElseThrow();
    }
}
