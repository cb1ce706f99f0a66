package freshet.trainer.rating;

/** Predicts ratings. */
public interface RatingModel {

    /**
     * What a user is expected to give to an item: of the scale or a little beyond it. A user or an
     * item without a rating in training is an average one.
     */
    double predict(int user, int item);
}
