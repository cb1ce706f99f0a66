package freshet.cli.gate;

import freshet.cli.terminal.Progress;
import freshet.model.bundle.BundleFile;
import freshet.model.data.Session;
import freshet.model.evaluation.EvaluationSettings;
import freshet.model.evaluation.Evaluator;
import freshet.model.evaluation.RankingMetrics;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import freshet.trainer.bundle.LearnedUntil;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Lets a candidate through that is no worse than the champion. Both answer the newest sessions that
 * neither has seen, as the job would answer them, and are judged on the same next events by the tie
 * rule {@code served}. Immutable; for one thread at a time.
 *
 * @param rules what the candidate must show
 * @param sessions what a session is
 */
public record Gate(GateRules rules, SessionRules sessions) {
    private static final int K = 20;

    /**
     * Compares two bundles.
     *
     * @param candidate file of the bundle that is to be published
     * @param champion file of the bundle that is announced; without one every candidate passes that
     *     says what it has seen
     * @param log sessions, in order of their start; they may be in a file, and each is asked for
     *     when it is played
     * @throws freshet.model.bundle.BundleException if a bundle cannot be read or must not be served
     */
    public GateVerdict judge(Path candidate, Optional<Path> champion, List<Session> log) {
        return judge(candidate, champion, log, () -> {});
    }

    /**
     * The same, which may end before it is done.
     *
     * @param wanted is called now and then, and ends it by an exception
     */
    public GateVerdict judge(Path candidate, Optional<Path> champion, List<Session> log, Runnable wanted) {
        Optional<Instant> seen = LearnedUntil.of(BundleFile.read(candidate));
        if (seen.isEmpty()) {
            return GateVerdict.refused("the candidate " + candidate + " does not say which events it has seen, as it"
                    + " was trained by an older version; train it again");
        }
        if (champion.isEmpty()) {
            return GateVerdict.passed("no other model is announced, so that there is none to compare with");
        }
        Optional<Instant> seenByChampion = LearnedUntil.of(BundleFile.read(champion.get()));
        UnseenSessions unseen = UnseenSessions.of(log, seen, seenByChampion);
        if (unseen.predictions() < rules.leastPredictions()) {
            return GateVerdict.refused(String.format(
                    Locale.ROOT,
                    "too little to judge by: %,d predictions in %s; it takes %,d. Give a log with newer sessions, or"
                            + " hold more of them out of the training",
                    unseen.predictions(),
                    unseen.words(),
                    rules.leastPredictions()));
        }
        RankingMetrics one = measure("candidate", candidate, unseen, wanted);
        RankingMetrics other = measure("champion", champion.get(), unseen, wanted);
        boolean passed = rules.holds(one.recall(), other.recall()) && rules.holds(one.mrr(), other.mrr());
        return new GateVerdict(
                passed,
                words(one, other, unseen)
                        + (seenByChampion.isPresent()
                                ? ""
                                : "; the champion does not say which events it has seen, and may know some of these"));
    }

    private RankingMetrics measure(String name, Path bundle, UnseenSessions unseen, Runnable wanted) {
        try (ServedModel model = ModelLoader.load(bundle, 1);
                Progress progress = Progress.start("measuring the " + name, unseen.events())) {
            return new Evaluator(model, sessions, EvaluationSettings.at(K))
                    .play(unseen.sessions().stream().map(Session::events).iterator(), done -> {
                        wanted.run();
                        progress.stepTo(done);
                    })
                    .metrics();
        }
    }

    private String words(RankingMetrics candidate, RankingMetrics champion, UnseenSessions unseen) {
        return String.format(
                Locale.ROOT,
                "candidate Recall@20 %.4f, MRR@20 %.4f; champion Recall@20 %.4f, MRR@20 %.4f; over %,d predictions in"
                        + " %s; the candidate may lose %s %% of each",
                candidate.recall(),
                candidate.mrr(),
                champion.recall(),
                champion.mrr(),
                candidate.predictions(),
                unseen.words(),
                Math.round(rules.margin() * 1000) / 10.0);
    }
}
