package freshet.cli.watch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a watch reads, and how long.
 *
 * @param topics that there are
 * @param start where it begins
 * @param most lines after which it ends
 * @param time after which it ends, from its begin on
 */
record WatchPlan(List<String> topics, StartPoint start, long most, Optional<Duration> time) {}
