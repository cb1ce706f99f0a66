package freshet.lab.shop;

import java.util.random.RandomGenerator;
import org.apache.commons.rng.sampling.distribution.RejectionInversionZipfSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateDiscreteSampler;

/**
 * What the shop's visitors want at a moment: which category and item a visit starts with, and where
 * people go on to from an item. All of it drifts. For one thread.
 *
 * <p>Starting points follow a Zipf law with exponent {@value #ZIPF} per category, each item's share
 * rising and falling. From an item people go on to one of {@value #SUCCESSORS} others, with weights
 * 1, 1/2, 1/3, …; most of them in the same product line, the rest in the same category. After a
 * taste's life a successor is replaced by another one.
 */
final class Tastes {
    private static final double ZIPF = 0.65;
    private static final int SUCCESSORS = 8;
    private static final double SAME_LINE = 0.75;
    private static final double QUIETEST = 0.2; // of a start's share at the top of its wave
    private static final int SUCCESSOR_THINGS = 1_000_000; // drift keys: slots below, then categories, then successors
    private static final int CATEGORY_THINGS = 500_000;

    private final ShopSettings settings;
    private final Drift drift;
    private final RandomGenerator random;
    private final SharedStateDiscreteSampler rank;
    private final int slotsPerCategory;
    private final long tasteMillis;

    Tastes(ShopSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
        this.drift = new Drift(settings.seed(), settings.start().toEpochMilli());
        this.slotsPerCategory = settings.lines() * settings.itemsPerLine();
        this.tasteMillis = settings.tasteLife().toMillis();
        this.rank = RejectionInversionZipfSampler.of(random::nextLong, slotsPerCategory, ZIPF);
    }

    /** A category, by what is in demand at the time. */
    int category(long t) {
        double demand = 0;
        for (int c = 0; c < settings.categories(); c++) {
            demand += demand(c, t);
        }
        double left = random.nextDouble() * demand;
        int category = 0;
        while (category < settings.categories() - 1 && left >= demand(category, t)) {
            left -= demand(category, t);
            category++;
        }
        return category;
    }

    /** A slot of a category in which a visit may start. */
    int start(int category, long t) {
        while (true) {
            int slot = category * slotsPerCategory + (rank.sample() - 1) * stride() % slotsPerCategory;
            double share = (1 + drift.wave(slot, t, 2 * tasteMillis)) / 2;
            if (random.nextDouble() < QUIETEST + (1 - QUIETEST) * share) {
                return slot;
            }
        }
    }

    /** The slot to which somebody goes on from a slot. */
    int next(int slot, long t) {
        double left = random.nextDouble() * harmonic(SUCCESSORS);
        int successor = 0;
        while (successor < SUCCESSORS - 1 && left >= 1.0 / (successor + 1)) {
            left -= 1.0 / (successor + 1);
            successor++;
        }
        return successor(slot, successor, t);
    }

    private int successor(int slot, int which, long t) {
        long thing = SUCCESSOR_THINGS + (long) slot * SUCCESSORS + which;
        int choice = 2 + 2 * drift.renewals(thing, t, tasteMillis);
        boolean sameLine = drift.uniform(thing, choice) < SAME_LINE;
        int range = sameLine ? settings.itemsPerLine() : slotsPerCategory;
        int first = slot / range * range;
        int step = 1 + (int) (drift.uniform(thing, choice + 1) * (range - 1));
        return first + (slot - first + step) % range;
    }

    private double demand(int category, long t) {
        return Math.exp(drift.wave(CATEGORY_THINGS + category, t, 3 * tasteMillis));
    }

    /**
     * Spreads the popular ranks over the product lines: prime to any number of slots that has no
     * such prime factor.
     */
    private int stride() {
        return 7_919;
    }

    private static double harmonic(int n) {
        double sum = 0;
        for (int i = 1; i <= n; i++) {
            sum += 1.0 / i;
        }
        return sum;
    }
}
