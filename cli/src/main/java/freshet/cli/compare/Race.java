package freshet.cli.compare;

import freshet.cli.evaluate.TestLog;
import freshet.cli.terminal.Effort;
import freshet.cli.train.TrainingInput;
import freshet.cli.train.TrainingProgress;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.data.LoggedEvent;
import freshet.model.data.Session;
import freshet.model.data.Sessions;
import freshet.model.evaluation.Evaluation;
import freshet.model.evaluation.EvaluationSettings;
import freshet.model.evaluation.Evaluator;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import freshet.trainer.HeldOutSessions;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingPlan;
import freshet.trainer.calibration.CalibratedBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Trains contenders on one log and measures them on another. */
final class Race {
    private static final int K = 20;
    private static final int FIRST_ITEM = 0; // of the reliabilities the one of the first item alone
    private static final int LIST = 1; // the one of all K together

    private final TrainingPlan plan;
    private final Optional<HeldOutSessions> heldOut;
    private final List<LoggedEvent> test;
    private final TestLog tested;
    private final Contest contest;

    /**
     * @param name of the log
     * @param input what is learned from; where sessions are held out and nothing was said of them,
     *     each model learns them in the end
     * @param log that {@code test}, the events to measure on, are from
     * @throws IllegalArgumentException if its events cannot be sessions
     * @throws freshet.cli.CommandException if no session has two events
     */
    Race(String name, TrainingInput input, TestLog log, List<LoggedEvent> test) {
        List<Session> sessions = Sessions.of(test, log.gap().rules(SessionRules.DEFAULT.maxItems()));
        this.plan = input.plan();
        this.heldOut = input.heldOut();
        this.test = test;
        this.tested = log;
        log.requirePredictions(sessions);
        this.contest = new Contest(
                name,
                plan.data().hash(),
                plan.validationHash(),
                plan.validatedOn(sessions).validationHash(),
                sessions.stream()
                        .mapToLong(session -> session.events().size() - 1)
                        .sum());
    }

    /** What all contenders learn from and are measured on. */
    Contest contest() {
        return contest;
    }

    /**
     * Trains and measures.
     *
     * @param snapshots where a training is kept from epoch to epoch
     * @param out takes the progress
     * @throws IOException if there is no room for the bundle among the temporary files
     * @throws freshet.trainer.TrainingException if the training cannot go on
     * @throws freshet.model.bundle.BundleException if the model cannot be served
     */
    Finish run(Contender contender, ContenderSnapshots snapshots, PrintWriter out) throws IOException {
        Effort.Start start = Effort.Start.now();
        boolean holdsOut = Trainers.holdsOut(contender.model());
        TrainingPlan learned = holdsOut
                ? heldOut.map(HeldOutSessions::whole).map(TrainingPlan::of).orElse(plan)
                : plan;
        TimedTraining training = new TimedTraining(contender, learned, snapshots.of(contest, contender), out);
        ModelBundle fitted =
                CalibratedBundle.of(training.run(), learned.validation()).bundle();
        ModelBundle bundle = heldOut.filter(sessions -> !holdsOut)
                .map(sessions -> learn(sessions, contender, fitted, out))
                .orElse(fitted);
        double seconds = training.secondsBefore() + start.untilNow().seconds();
        try (ServedModel served = ModelLoader.load(bundle, 1)) {
            EvaluationSettings settings = EvaluationSettings.at(K).withProbabilities();
            SessionRules rules = tested.gap().rules(SessionRules.DEFAULT.maxItems());
            Evaluation evaluation = new Evaluator(served, rules, settings).evaluate(test);
            tested.unknownItems(evaluation, contender.name()).ifPresent(out::println);
            return new Finish(
                    contest,
                    contender,
                    evaluation.metrics().recall(),
                    evaluation.metrics().mrr(),
                    evaluation.quality().catalogue().coverage(),
                    evaluation.reliabilities().get(FIRST_ITEM).expectedCalibrationError(),
                    evaluation.reliabilities().get(LIST).expectedCalibrationError(),
                    seconds,
                    bytes(bundle),
                    served.model().stateWidth() * Float.BYTES,
                    AnsweringCost.of(served, rules, test));
        }
    }

    private static ModelBundle learn(
            HeldOutSessions sessions, Contender contender, ModelBundle fitted, PrintWriter out) {
        try (TrainingProgress progress = new TrainingProgress(out)) {
            return sessions.learn(contender.model(), contender.all(), fitted, progress);
        }
    }

    private static long bytes(ModelBundle bundle) throws IOException {
        Path file = Files.createTempFile("freshet-compare", ".safetensors");
        try {
            BundleFile.write(file, bundle);
            return Files.size(file);
        } finally {
            Files.delete(file);
        }
    }
}
