package freshet.cli.watch;

import freshet.cli.kafka.StartPoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a watch reads, and how long.
 *
 * @param topics to read
 * @param remedy what to do about one that does not exist
 * @param start where it begins
 * @param most lines after which it ends
 * @param time after which it ends, from the line on that says what it watches
 */
record WatchPlan(List<String> topics, String remedy, StartPoint start, long most, Optional<Duration> time) {}
