package freshet.trainer.tuning;

/** What a search makes as large as it can, on the validation sessions. */
public enum Objective {
    RECALL("Recall@20") {
        @Override
        public double of(Measure measure) {
            return measure.recall();
        }
    },
    MRR("MRR@20") {
        @Override
        public double of(Measure measure) {
            return measure.mrr();
        }
    };

    private final String title;

    Objective(String title) {
        this.title = title;
    }

    /** Its value in [0, 1]. */
    public abstract double of(Measure measure);

    /** Its name for a person, for example {@code Recall@20}. */
    public String title() {
        return title;
    }
}
