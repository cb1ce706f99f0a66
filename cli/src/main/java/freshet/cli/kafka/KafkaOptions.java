package freshet.cli.kafka;

import freshet.cli.CommandException;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options by which every command reaches Kafka: a picocli mixin. */
public final class KafkaOptions {
    @Option(
            names = "--bootstrap-servers",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Kafka brokers to start from, separated by commas.")
    private String bootstrapServers;

    @Mixin
    private KafkaClientOptions client;

    /**
     * Runs a command's work on the cluster once a broker has answered.
     *
     * @return what the work gives, the command's exit status
     * @throws CommandException if no broker answers, or a client fails
     */
    public int connected(ToIntFunction<KafkaConnection> work) {
        return connection().call(work::applyAsInt);
    }

    /**
     * The connection that the options name; nothing is asked of it yet.
     *
     * @throws CommandException if the properties file cannot be read
     * @throws freshet.job.settings.SettingsException if there is a secret among the single
     *     properties
     */
    public KafkaConnection connection() {
        return client.connection(bootstrapServers);
    }
}
