package freshet.lab.benchmark.serving;

import freshet.cli.kafka.KafkaConnection;
import freshet.job.settings.FreshetOptions;
import freshet.job.settings.JobSettings;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** Turns a benchmark's settings into the job's. */
final class ServingJobSettings {
    private ServingJobSettings() {}

    /** @throws freshet.job.settings.SettingsException if the job would not take them */
    static JobSettings of(ServingSettings settings, KafkaConnection connection) {
        List<String> job = new ArrayList<>();
        add(job, FreshetOptions.EVENTS_START, "earliest");
        add(job, FreshetOptions.BATCH_MAX_SIZE, settings.batch());
        add(job, FreshetOptions.RECOMMEND_TOP_K, settings.k());
        add(job, FreshetOptions.DELIVERY, settings.delivery());
        add(job, FreshetOptions.PARALLELISM, settings.parallelism());
        add(
                job,
                FreshetOptions.CHECKPOINT_INTERVAL,
                settings.checkpointInterval().toMillis() + " ms");
        job.addAll(settings.overrides());
        add(job, FreshetOptions.KAFKA_BOOTSTRAP_SERVERS, connection.bootstrapServers());
        return JobSettings.of(job);
    }

    private static void add(List<String> job, ConfigOption<?> option, Object value) {
        job.add(option.key() + "=" + value);
    }
}
