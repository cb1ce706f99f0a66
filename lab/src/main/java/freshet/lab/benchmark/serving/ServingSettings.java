package freshet.lab.benchmark.serving;

import freshet.job.settings.JobSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a serving benchmark runs.
 *
 * @param items in the catalogue, at least {@value RandomGru#LEAST_ITEMS}
 * @param width hidden units of the GRU, and the width of the items' embedding
 * @param batch most events in a micro-batch
 * @param sessions live at the same time
 * @param history events that each session has before the model arrives
 * @param parallelism instances of every operator
 * @param delivery at-least-once or exactly-once
 * @param k items in a recommendation
 * @param warmUp events that are answered before those that are measured
 * @param events measured events of the backlog
 * @param linger that a client may keep an event back so that others join it, at a fixed rate; its
 *     latency counts that
 * @param leadIn how long a run at a fixed rate goes on before it counts
 * @param profile whether to sample who has the cores meanwhile
 * @param duration of the runs at a fixed rate
 * @param rate events per second of those runs; without it half of what the backlog reached
 * @param swapEvery time between two new models
 * @param checkpointInterval time between two checkpoints
 * @param managedMemory of Flink, which RocksDB lives in, in MiB
 * @param broker where Kafka is, host:port; without it a broker is started in this process
 * @param overrides further settings of the job, {@code key=value}
 * @param seed of every random choice
 */
record ServingSettings(
        int items,
        int width,
        int batch,
        int sessions,
        int history,
        int parallelism,
        String delivery,
        int k,
        int warmUp,
        int events,
        Duration linger,
        Duration leadIn,
        boolean profile,
        Duration duration,
        OptionalDouble rate,
        Duration swapEvery,
        Duration checkpointInterval,
        int managedMemory,
        Optional<String> broker,
        List<String> overrides,
        long seed) {

    /** Every setting in words, by the name of its option. */
    Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("items", Integer.toString(items));
        words.put("width", Integer.toString(width));
        words.put("batch", Integer.toString(batch));
        words.put("k", Integer.toString(k));
        words.put("sessions", Integer.toString(sessions));
        words.put("history", Integer.toString(history));
        words.put("parallelism", Integer.toString(parallelism));
        words.put("delivery", delivery);
        words.put("warm-up", Integer.toString(warmUp));
        words.put("events", Integer.toString(events));
        words.put("linger", linger.toMillis() + " ms");
        words.put("lead-in", seconds(leadIn));
        words.put("profile", profile ? "cores every 50 ms" : "");
        words.put("duration", seconds(duration));
        words.put("rate", rate.isPresent() ? Double.toString(rate.getAsDouble()) : "half of the backlog's");
        words.put("swap-every", seconds(swapEvery));
        words.put("checkpoint-interval", seconds(checkpointInterval));
        words.put("managed-memory", managedMemory + " MiB");
        words.put("broker", broker.map(address -> "at " + address).orElse("in this process"));
        // Its defaults are part of what is measured, and change.
        words.put("state", JobSettings.of(overrides).inOwnProcess().state().toString());
        words.put("set", String.join(" ", overrides));
        words.put("seed", Long.toString(seed));
        return words;
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1e3 + " s";
    }
}
