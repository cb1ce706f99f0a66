package freshet.cli.publish;

/**
 * As what a bundle is announced.
 *
 * @param challenger whether it is on trial beside the champion
 * @param share of the sessions that a challenger answers, from 0 to 1
 * @param shadow share of the sessions that both answer, from 0 to 1
 */
public record Standing(boolean challenger, double share, double shadow) {
    /** Answers all sessions. */
    public static final Standing CHAMPION = new Standing(false, 0, 0);

    /** On trial, with these shares of the sessions. */
    public static Standing challenger(double share, double shadow) {
        return new Standing(true, share, shadow);
    }
}
