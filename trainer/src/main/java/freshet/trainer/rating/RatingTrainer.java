package freshet.trainer.rating;

/** Learns a {@link RatingModel}. */
public interface RatingTrainer {

    /**
     * Learns from ratings in passes over all of them. The same ratings and seed give the same
     * model.
     *
     * @param epochs most passes
     * @param listener is told after each pass
     */
    RatingModel train(Ratings ratings, int epochs, long seed, EpochListener listener);

    /** Most passes that are worth trying. */
    int mostEpochs();

    /** Hears of a training. */
    interface EpochListener {
        /** Wants all passes. */
        EpochListener ALL = (epoch, model) -> true;

        /**
         * Hears that a pass is over.
         *
         * @param epoch its number, from 1
         * @param model as it is now; it goes on to change
         * @return whether the next pass is wanted
         */
        boolean next(int epoch, RatingModel model);
    }
}
