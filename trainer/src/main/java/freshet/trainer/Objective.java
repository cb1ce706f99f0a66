package freshet.trainer;

import freshet.trainer.EpochResult.Accuracy;

/**
 * What is to be as large as it can on the validation sessions: an epoch is better than another if
 * it is, and so is a trial of a search.
 */
public enum Objective {
    RECALL("Recall@" + Validation.K) {
        @Override
        public double of(Accuracy accuracy) {
            return accuracy.recall();
        }
    },
    MRR("MRR@" + Validation.K) {
        @Override
        public double of(Accuracy accuracy) {
            return accuracy.mrr();
        }
    };

    /** The trainer's setting that names it. */
    public static final String SETTING = "objective";

    private final String title;

    Objective(String title) {
        this.title = title;
    }

    /** Its value in [0, 1]. */
    public abstract double of(Accuracy accuracy);

    /** Its name for a person, for example {@code Recall@20}. */
    public String title() {
        return title;
    }
}
