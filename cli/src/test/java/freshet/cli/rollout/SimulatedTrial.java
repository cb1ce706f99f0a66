package freshet.cli.rollout;

import freshet.model.session.SessionRules;
import freshet.schema.ModelAnnouncement;
import freshet.serving.trial.Arm;
import freshet.serving.trial.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A recorded stream: sessions of four events, both models' answers to each, handed to the join as
 * the topics have them. The champion is right in half of all cases.
 */
final class SimulatedTrial {
    static final long CHAMPION = 3;
    static final long CHALLENGER = 4;

    private static final long START = Instant.parse("2026-03-01T09:00:00Z").toEpochMilli();
    private static final long BETWEEN_SESSIONS = 60_000;
    private static final long BETWEEN_EVENTS = 1_000;
    private static final int EVENTS = 4;
    private static final int LIST = 5;
    private static final int TARGET = 5_000; // the item of every event: an answer that has it is right
    private static final long TARGET_HASH = TextHash.of("item-" + TARGET);
    private static final int SETTLED = 1_000; // sessions between two looks at what is over

    private final RolloutRules rules;
    private final TrialFigures figures;
    private final SessionJoin join;
    private final int[] items; // their numbers
    private final SplittableRandom random = new SplittableRandom(11);
    private final Trial trial;
    private final double share;
    private long offset;
    private long sessions;

    // How the challenger is. Each test changes one.
    double right = 0.5;
    double fallback = 0.01;
    long slowerMillis = 0;
    int catalogue = 1_000;
    boolean silent = false;

    SimulatedTrial(RolloutRules rules, double share) {
        this(rules, share, Integer.MAX_VALUE);
    }

    /** @param most events of open sessions that are kept */
    SimulatedTrial(RolloutRules rules, double share, int most) {
        this.rules = rules;
        this.share = share;
        this.trial = new Trial("shop", announcement(share));
        SessionRules gap = SessionRules.of(Duration.ofMinutes(30), 50);
        figures = new TrialFigures(trial, gap, rules);
        figures.stage(trial, START);
        join = new SessionJoin(gap.gapMillis(), gap.gapMillis(), RolloutRules.SESSION_LIMIT, most, figures);
        items = IntStream.rangeClosed(0, TARGET)
                .map(item -> figures.items().number("item-" + item))
                .toArray();
    }

    private static ModelAnnouncement announcement(double share) {
        return new ModelAnnouncement(
                CHALLENGER, "file:/b", "0".repeat(64), Instant.ofEpochMilli(START), Map.of(), "", share, 1.0);
    }

    /** Plays sessions, and looks. */
    TrialFigures play(int count) {
        for (int i = 0; i < count; i++) {
            session();
            if (sessions % SETTLED == 0) {
                join.settle(Map.of());
            }
        }
        join.settle(Map.of());
        figures.passedOver(join.passedOver());
        return figures;
    }

    /** Events of open sessions that are kept now. */
    int kept() {
        return join.kept();
    }

    /** What the rules say now. */
    Verdict verdict(Duration inStage) {
        return new RuleBook(rules).verdict(figures, Figures.of(figures), share, inStage);
    }

    Verdict verdict() {
        return verdict(Duration.ofMinutes(1));
    }

    private void session() {
        String id = "s" + sessions;
        long time = START + sessions++ * BETWEEN_SESSIONS;
        boolean ours = trial.arm(id) == Arm.CHALLENGER;
        for (int event = 0; event < EVENTS; event++) {
            boolean theyHit = random.nextInt(100) < 50;
            boolean weHit = random.nextInt(100) < 100 * right;
            long written = time + event * BETWEEN_EVENTS;
            long emitted = written + 10;
            answer(id, CHAMPION, list(1_000, theyHit), 0.01, emitted, ours);
            if (!silent) {
                answer(id, CHALLENGER, list(catalogue, weHit), fallback, emitted + slowerMillis, !ours);
            } else if (ours) {
                answer(id, CHAMPION, list(1_000, theyHit), 0.01, emitted, false);
            }
            join.event(0, offset, id, TARGET_HASH, written, written);
            offset++;
        }
    }

    private int[] list(int count, boolean hit) {
        int[] list = new int[LIST];
        for (int rank = 0; rank < LIST; rank++) {
            list[rank] = items[random.nextInt(count)];
        }
        list[0] = hit ? items[TARGET] : list[0];
        return list;
    }

    private void answer(String id, long version, int[] items, double fallbacks, long emitted, boolean shadow) {
        boolean popular = random.nextInt(1_000) < 1_000 * fallbacks;
        join.answer(0, offset, id, new ArmAnswer(version, items, popular, emitted, shadow));
    }

    /** Rules for short trials. */
    static RolloutRules rules(boolean mustGain) {
        RolloutRules usual = RolloutRules.DEFAULT;
        return new RolloutRules(
                1_000,
                usual.level(),
                0.1,
                mustGain,
                usual.latencyRatio(),
                usual.latencySlack(),
                usual.fallbackMargin(),
                usual.catalogue(),
                Duration.ofMinutes(1),
                usual.longestStage(),
                List.of(0.05, 0.5),
                usual.shadow(),
                Optional.empty());
    }
}
