package freshet.trainer.gru4rec;

/** The losses to choose from. */
enum Loss {
    CROSS_ENTROPY,
    BPR_MAX,
    BCE;

    /** @param capacity most candidates in one step */
    static SampledLoss of(Gru4RecSettings settings, int capacity) {
        return switch (settings.loss()) {
            case CROSS_ENTROPY -> new CrossEntropy(settings.labelSmoothing(), capacity);
            case BPR_MAX -> new BprMax(settings.bpreg(), settings.elu(), capacity);
            case BCE -> new BinaryCrossEntropy(capacity);
        };
    }
}
