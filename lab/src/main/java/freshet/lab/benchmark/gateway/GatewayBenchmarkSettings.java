package freshet.lab.benchmark.gateway;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the benchmark runs.
 *
 * @param items in the catalogue
 * @param width hidden units of the GRU
 * @param sessions that take turns
 * @param rate events per second
 * @param turn how long the client, then HTTP, sends events before the other does
 * @param leadIn how long both send before it counts
 * @param duration how long each counts, and how long answers are read
 * @param connections of the load generator
 * @param depth requests under way on a connection while answers are read
 * @param seed of every random choice
 */
record GatewayBenchmarkSettings(
        int items,
        int width,
        int sessions,
        double rate,
        Duration turn,
        Duration leadIn,
        Duration duration,
        int connections,
        int depth,
        long seed) {

    /** Turns of each for so long a time, at least one. */
    int turns(Duration time) {
        return (int) Math.max(1, time.toMillis() / turn.toMillis());
    }

    /** Every setting in words, by the name of its option. */
    Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("items", Integer.toString(items));
        words.put("width", Integer.toString(width));
        words.put("sessions", Integer.toString(sessions));
        words.put("rate", Double.toString(rate));
        words.put("turn", turn.toMillis() + " ms");
        words.put("lead-in", leadIn.toMillis() + " ms");
        words.put("duration", duration.toMillis() + " ms");
        words.put("connections", Integer.toString(connections));
        words.put("depth", Integer.toString(depth));
        words.put("seed", Long.toString(seed));
        return words;
    }
}
