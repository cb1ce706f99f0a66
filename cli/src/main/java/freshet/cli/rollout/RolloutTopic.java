package freshet.cli.rollout;

import freshet.cli.CommandException;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.RecordWriter;
import freshet.cli.kafka.Rights;
import freshet.cli.kafka.TopicSnapshot;
import freshet.schema.Rollout;
import freshet.schema.RolloutDecision;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Keeps the judge's state and its decisions on the topic {@code rollouts}. For one thread. */
final class RolloutTopic {
    private final KafkaConnection connection;
    private final String topic;
    private final Consumer<String> warnings;
    private final SingleObjectCodec<Rollout> codec = new SingleObjectCodec<>(Rollout.class);

    /** @param warnings is told of records that cannot be read */
    RolloutTopic(KafkaConnection connection, String topic, Consumer<String> warnings) {
        this.connection = connection;
        this.topic = topic;
        this.warnings = warnings;
    }

    /** The newest state of a model, if there is one. */
    Optional<Rollout> newest(String model) {
        byte[] key = model.getBytes(StandardCharsets.UTF_8);
        Newest newest = new Newest();
        try (var consumer = connection.consumer()) {
            new TopicSnapshot(consumer, topic).read(record -> {
                if (Arrays.equals(record.key(), key)) {
                    newest.rollout = record.value() == null
                            ? Optional.empty()
                            : decode(record.value(), record.offset()).or(() -> newest.rollout);
                }
            });
        }
        return newest.rollout;
    }

    /**
     * Writes a state, and the decision for itself unless it is to wait; the broker has both then.
     *
     * @throws CommandException if the broker does not take it
     */
    void write(Rollout rollout, RecordWriter writer) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        records.add(record(rollout.getModel(), rollout));
        if (rollout.getDecision() != RolloutDecision.WAIT) {
            records.add(record(rollout.getModel() + "/" + rollout.getNumber(), rollout));
        }
        try {
            writer.write(records);
        } catch (ExecutionException e) {
            throw new CommandException(
                    "topic " + topic + " did not take the decision: "
                            + Rights.reason(e.getCause(), "WRITE on topic " + topic) + "; nothing was announced",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted before topic " + topic + " took the decision", e);
        }
    }

    private ProducerRecord<byte[], byte[]> record(String key, Rollout rollout) {
        return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), codec.encode(rollout));
    }

    private Optional<Rollout> decode(byte[] value, long offset) {
        try {
            return Optional.of(codec.decode(value));
        } catch (MalformedRecordException e) {
            warnings.accept(
                    "the state at " + topic + "@" + offset + " cannot be read and is passed over: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static final class Newest {
        private Optional<Rollout> rollout = Optional.empty();
    }
}
