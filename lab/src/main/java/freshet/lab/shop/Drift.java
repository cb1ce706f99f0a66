package freshet.lab.shop;

/**
 * How the shop's world changes with event time: as a pure function of seed, thing and time, so that
 * any moment can be asked for without living through the time before. Immutable; threads may share
 * it.
 */
final class Drift {
    private final long seed;
    private final long startMillis;

    Drift(long seed, long startMillis) {
        this.seed = mix(seed);
        this.startMillis = startMillis;
    }

    /**
     * How often a thing has been replaced by time {@code t}: every {@code lifeMillis}, each thing
     * at its own moment.
     */
    int renewals(long thing, long t, long lifeMillis) {
        double phase = uniform(thing, 0);
        return (int) Math.max(0, Math.floor((double) (t - startMillis) / lifeMillis + phase));
    }

    /** A wave in [-1, 1] with the given period and a phase of the thing's own. */
    double wave(long thing, long t, long periodMillis) {
        return Math.sin(2 * Math.PI * ((double) (t - startMillis) / periodMillis + uniform(thing, 1)));
    }

    /** A number in [0, 1) that belongs to a thing and a counter. */
    double uniform(long thing, long counter) {
        return (mix(seed + thing * 0x9E3779B97F4A7C15L + mix(counter)) >>> 11) * 0x1p-53;
    }

    /**
     * The finaliser of MurmurHash3: every input bit turns each output bit with probability one
     * half.
     */
    private static long mix(long z) {
        z = (z ^ (z >>> 33)) * 0xFF51AFD7ED558CCDL;
        z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return z ^ (z >>> 33);
    }
}
