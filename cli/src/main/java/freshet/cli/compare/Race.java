package freshet.cli.compare;

import freshet.cli.terminal.Effort;
import freshet.cli.train.TrainingProgress;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.data.LoggedEvent;
import freshet.model.data.Session;
import freshet.model.evaluation.Evaluation;
import freshet.model.evaluation.EvaluationSettings;
import freshet.model.evaluation.Evaluator;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import freshet.trainer.ModelTrainer;
import freshet.trainer.TrainingPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Trains contenders on one log and measures them on another. */
final class Race {
    private static final int K = 20;
    private static final int FIRST_ITEM = 0; // of the reliabilities the one of the first item alone

    private final TrainingPlan plan;
    private final List<LoggedEvent> test;
    private final SessionRules rules;
    private final Contest contest;

    /**
     * @param log name
     * @param test events to measure on, and {@code sessions} the same as sessions
     * @throws IllegalArgumentException if no session has two events
     */
    Race(String log, TrainingPlan plan, List<LoggedEvent> test, List<Session> sessions, SessionRules rules) {
        this.plan = plan;
        this.test = test;
        this.rules = rules;
        long predictions = sessions.stream()
                .mapToLong(session -> session.events().size() - 1)
                .sum();
        if (predictions == 0) {
            throw new IllegalArgumentException("none of its " + sessions.size()
                    + " sessions has two events, so there is nothing to predict; measure on a longer log");
        }
        this.contest = new Contest(
                log,
                plan.data().hash(),
                plan.validationHash(),
                plan.validatedOn(sessions).validationHash(),
                predictions);
    }

    /** What all contenders learn from and are measured on. */
    Contest contest() {
        return contest;
    }

    /**
     * Trains and measures.
     *
     * @param out takes the progress
     * @throws IOException if there is no room for the bundle among the temporary files
     * @throws freshet.trainer.TrainingException if the training cannot go on
     * @throws freshet.model.bundle.BundleException if the model cannot be served
     */
    Finish run(Contender contender, PrintWriter out) throws IOException {
        ModelTrainer trainer = contender.trainer();
        Effort.Start start = Effort.Start.now();
        ModelBundle bundle;
        try (TrainingProgress progress = new TrainingProgress(out)) {
            bundle = trainer.train(plan, progress);
        }
        Effort training = start.untilNow();
        try (ServedModel served = ModelLoader.load(bundle, 1)) {
            EvaluationSettings settings = EvaluationSettings.at(K).withProbabilities();
            Evaluation evaluation = new Evaluator(served, rules, settings).evaluate(test);
            return new Finish(
                    contest,
                    contender,
                    evaluation.metrics().recall(),
                    evaluation.metrics().mrr(),
                    evaluation.quality().catalogue().coverage(),
                    evaluation.reliabilities().get(FIRST_ITEM).expectedCalibrationError(),
                    training.seconds(),
                    training.cpuSeconds(),
                    bytes(bundle),
                    served.model().stateWidth() * Float.BYTES);
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
