package freshet.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's own clients, as the settings and the promises of {@link FreshetClient} want them. */
final class KafkaClients {
    /** Longest wait for a broker while a client connects or closes. */
    static final Duration REACH = Duration.ofSeconds(10);

    private static final int REQUEST_MILLIS = 5_000;
    private static final int METADATA_MILLIS = 5_000;
    private static final long TEN_YEARS_MILLIS = Duration.ofDays(3_650).toMillis();

    final Admin admin;
    final Consumer<byte[], byte[]> consumer;
    final Producer<byte[], byte[]> producer;

    /**
     * Makes all three; none has reached a broker yet.
     *
     * @throws ClientException if Kafka refuses a property or resolves no address
     */
    KafkaClients(ClientSettings settings) {
        KafkaFaults faults = new KafkaFaults(settings.bootstrapServers());
        admin = made(faults, () -> Admin.create(admin(settings)));
        try {
            consumer = made(
                    faults,
                    () -> new KafkaConsumer<>(
                            consumer(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        } catch (ClientException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
        try {
            producer = made(
                    faults,
                    () -> new KafkaProducer<>(
                            producer(settings), new ByteArraySerializer(), new ByteArraySerializer()));
        } catch (ClientException e) {
            consumer.close();
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    /** Closes what no other thread uses yet. */
    void abandon() {
        producer.close(Duration.ZERO);
        consumer.close();
        admin.close(Duration.ZERO);
    }

    private static Map<String, Object> admin(ClientSettings settings) {
        return all(settings, Map.of("request.timeout.ms", REQUEST_MILLIS, "default.api.timeout.ms", (int)
                REACH.toMillis()));
    }

    /**
     * Committed answers of explicit partitions, without a group; from the begin where a position is
     * gone.
     */
    private static Map<String, Object> consumer(ClientSettings settings) {
        return all(
                settings,
                Map.of(
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "allow.auto.create.topics",
                        false,
                        "metadata.max.age.ms",
                        METADATA_MILLIS,
                        "default.api.timeout.ms",
                        (int) REACH.toMillis()));
    }

    /**
     * Sends at once and never blocks the caller. So the topic's metadata must stay known when no
     * event comes for long, and while no broker answers: Kafka's usual recovery forgets them then,
     * and events could not wait for the broker's return.
     */
    private static Map<String, Object> producer(ClientSettings settings) {
        return all(
                settings,
                Map.of(
                        "acks",
                        "all",
                        "linger.ms",
                        0,
                        "max.block.ms",
                        0L,
                        "metadata.max.age.ms",
                        METADATA_MILLIS,
                        "metadata.max.idle.ms",
                        TEN_YEARS_MILLIS,
                        "metadata.recovery.strategy",
                        "none"));
    }

    private static Map<String, Object> all(ClientSettings settings, Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(own);
        all.putAll(settings.kafkaProperties());
        all.put("bootstrap.servers", settings.bootstrapServers());
        return all;
    }

    private interface Maker<T> {
        T make();
    }

    private static <T> T made(KafkaFaults faults, Maker<T> maker) {
        try {
            return maker.make();
        } catch (KafkaException e) {
            throw faults.notMade(e);
        }
    }
}
