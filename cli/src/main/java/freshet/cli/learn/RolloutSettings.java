package freshet.cli.learn;

import freshet.cli.rollout.JudgeSettings;
import java.time.Duration;

/**
 * How a challenger is judged.
 *
 * @param judge the judge's settings
 * @param every pause between two looks
 */
record RolloutSettings(JudgeSettings judge, Duration every) {}
