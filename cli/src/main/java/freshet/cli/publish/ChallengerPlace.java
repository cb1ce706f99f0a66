package freshet.cli.publish;

/**
 * Where the topic of announcements has a challenger.
 *
 * @param partition that has it
 * @param offset of its newest announcement
 * @param ended offset there of the newest end of a trial that the topic still has; −1 if it has
 *     none
 */
public record ChallengerPlace(int partition, long offset, long ended) {}
