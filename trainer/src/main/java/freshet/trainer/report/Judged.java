package freshet.trainer.report;

import freshet.model.evaluation.Evaluation;
import freshet.model.evaluation.Quality;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A model's name in words and what it reached on the validation sessions. */
record Judged(String name, Evaluation evaluation) {
    private record Baseline(String trainer, String name) {}

    /** The strongest first, as a rule. */
    private static final List<Baseline> BASELINES = List.of(
            new Baseline("markov", "Markov"),
            new Baseline("session-popularity", "Session popularity"),
            new Baseline("popularity", "Popularity"));

    /**
     * Measures a model and the trivial ones that it has to beat, on the same validation sessions
     * and by the same evaluator.
     *
     * @return the model first, then every trivial one of another kind, trained on the same data
     */
    static List<Judged> measure(TrainingRun run) {
        Validation validation = new Validation(run.plan().validation());
        TrainingPlan plan = TrainingPlan.of(run.plan().data());
        List<Judged> judged = new ArrayList<>();
        judged.add(new Judged(run.bundle().kind(), validation.evaluate(run.bundle())));
        for (Baseline baseline : BASELINES) {
            if (!baseline.trainer.equals(run.bundle().kind())) {
                judged.add(new Judged(
                        baseline.name,
                        validation.evaluate(
                                Trainers.named(baseline.trainer, Map.of()).train(plan, TrainingListener.SILENT))));
            }
        }
        return List.copyOf(judged);
    }

    /** All figures at the report's K. */
    Quality quality() {
        return evaluation.quality();
    }
}
