package freshet.trainer.report;

import freshet.model.evaluation.Evaluation;
import freshet.model.evaluation.Quality;

/** A model's name in words and what it reached on the validation sessions. */
record Judged(String name, Evaluation evaluation) {

    /** All figures at the report's K. */
    Quality quality() {
        return evaluation.quality();
    }
}
