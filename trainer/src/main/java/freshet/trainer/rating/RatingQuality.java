package freshet.trainer.rating;

import java.util.List;

/**
 * How far predictions are off.
 *
 * @param rmse root of the mean squared error
 * @param mae mean absolute error
 * @param accuracy share of ratings to which no other value of the scale is nearer, 0 to 1
 */
public record RatingQuality(double rmse, double mae, double accuracy) {

    /**
     * Measures a model on ratings that it has not seen. A prediction beyond the scale counts as the
     * scale's end.
     *
     * @param scale all values that ratings have, rising
     */
    public static RatingQuality of(RatingModel model, Ratings test, List<Float> scale) {
        double squares = 0;
        double distances = 0;
        int right = 0;
        for (Rating rating : test.all()) {
            double predicted = Math.max(
                    scale.get(0), Math.min(scale.get(scale.size() - 1), model.predict(rating.user(), rating.item())));
            double distance = Math.abs(predicted - rating.value());
            squares += distance * distance;
            distances += distance;
            right += scale.stream().allMatch(value -> distance <= Math.abs(predicted - value)) ? 1 : 0;
        }
        int count = Math.max(1, test.size());
        return new RatingQuality(Math.sqrt(squares / count), distances / count, (double) right / count);
    }
}
