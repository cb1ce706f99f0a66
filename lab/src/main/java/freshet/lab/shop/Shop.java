package freshet.lab.shop;

import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * The simulated shop's clicks in event-time order, without end. For one thread.
 *
 * <p>What it follows, as measured on the training log of {@code rsc15_1_64} (a shop; 99,943 events,
 * 24,761 sessions, 13,133 items, six days of September 2014; sessions of one click were removed
 * before publication):
 *
 * <ul>
 *   <li>Session length: 46.7 % have 2 clicks, 19.1 % 3, 10.7 % 4, 6.4 % 5; 6.4 % have 10 or more,
 *       1.2 % 20 or more, 0.04 % 50 or more; mean 4.04, median 3. One plus a rounded-up log-normal
 *       with log-mean {@value #LENGTH_MU} and log-deviation {@value #LENGTH_SIGMA} gives 46.8 %,
 *       20.7 %, 11 %; 5.7 %, 1.3 %, 0.1 %.
 *   <li>Pause between two clicks: quantiles 10 % 9.5 s, 25 % 27 s, 50 % 62 s, 75 % 145 s, 90 % 385
 *       s, 99 % 2,323 s; 1.7 % over 30 minutes. Log-normal with a median of one minute and
 *       log-deviation {@value #PAUSE_SIGMA}.
 *   <li>Visits begin as a Poisson process; by the hour of the day their number lies between 0.06
 *       and 1.9 times the mean, highest at 17 h UTC. Here the rhythm is milder: {@value #RHYTHM}
 *       above and below.
 *   <li>Popularity: the first 1 % of items have 17 % of the events, 10 % have 53 %, 20 % have 69 %;
 *       the most popular item has 0.6 %; log-log slope -0.65 over ranks 10 to 2,000. See
 *       {@link Tastes}.
 *   <li>Drift: two days after its last event a first-order Markov model's Recall@20 has fallen from
 *       38 % to 29 %; of the 100 most popular items of the first day 51 are among those of the
 *       third and 27 among those of the sixth; after three days 13 % of a day's events are on items
 *       that no earlier day had. See {@link Drift}.
 * </ul>
 */
public final class Shop implements Iterator<ShopEvent> {
    private static final double LENGTH_MU = 0.1;
    private static final double LENGTH_SIGMA = 1.25;
    private static final int LONGEST = 200;
    private static final double PAUSE_MEDIAN_MILLIS = 60_000;
    private static final double PAUSE_SIGMA = 1.5;
    private static final double RHYTHM = 0.4;
    private static final double BUSIEST_HOUR = 17;

    private final ShopSettings settings;
    private final ShopCatalogue catalogue;
    private final Tastes tastes;
    private final SplittableRandom random;
    private final PriorityQueue<Visit> visits = new PriorityQueue<>(Comparator.comparingLong(Visit::nextMillis));
    private double nextArrivalMillis;
    private long arrivals;

    /** A shop that opens at its start with nobody inside. */
    public Shop(ShopSettings settings) {
        this.settings = settings;
        this.catalogue = new ShopCatalogue(settings);
        this.random = new SplittableRandom(settings.seed());
        this.tastes = new Tastes(settings, random);
        this.nextArrivalMillis = settings.start().toEpochMilli();
    }

    /** Always true. */
    @Override
    public boolean hasNext() {
        return true;
    }

    /** The next click of all visits. */
    @Override
    public ShopEvent next() {
        while (visits.isEmpty() || nextArrivalMillis <= visits.peek().nextMillis()) {
            arrive();
        }
        Visit visit = visits.remove();
        ShopEvent event = visit.click(pauseMillis());
        if (visit.goesOn()) {
            visits.add(visit);
        }
        return event;
    }

    /**
     * Draws the next arrival of a Poisson process whose rate follows the hour of the day, by
     * thinning.
     */
    private void arrive() {
        double peakPerMilli =
                settings.sessionsPerHour() * (1 + RHYTHM) / Duration.ofHours(1).toMillis();
        do {
            nextArrivalMillis += random.nextExponential() / peakPerMilli;
        } while (random.nextDouble() * (1 + RHYTHM) > rhythm(nextArrivalMillis));
        visits.add(new Visit("v" + arrivals++, (long) nextArrivalMillis, clicks(), catalogue, tastes, random));
    }

    private static double rhythm(double millis) {
        double hour = millis / Duration.ofHours(1).toMillis() % 24;
        return 1 + RHYTHM * Math.cos(2 * Math.PI * (hour - BUSIEST_HOUR) / 24);
    }

    private int clicks() {
        return (int) Math.min(LONGEST, 1 + Math.ceil(Math.exp(LENGTH_MU + LENGTH_SIGMA * random.nextGaussian())));
    }

    private long pauseMillis() {
        return 1 + (long) (PAUSE_MEDIAN_MILLIS * Math.exp(PAUSE_SIGMA * random.nextGaussian()));
    }
}
