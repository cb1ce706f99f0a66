package freshet.trainer.rating;

/**
 * μ + b<sub>u</sub> + b<sub>i</sub>: the mean of all ratings and what user and item add to it, see
 * {@link BiasTrainer}.
 *
 * @param mean μ
 * @param users b (users)
 * @param items b (items)
 */
record BiasModel(double mean, double[] users, double[] items) implements RatingModel {

    @Override
    public double predict(int user, int item) {
        return mean + users[user] + items[item];
    }
}
