package freshet.cli.kafka;

import freshet.cli.CommandException;
import freshet.job.settings.SecretReferences;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How to reach a Kafka cluster, and clients for it whose time-outs suit a command: nothing waits
 * for a missing broker longer than {@link #REACH}, but for records that a producer has taken; those
 * wait as long as Kafka's delivery.timeout.ms. Immutable; threads may share it.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param properties handed to every client over the defaults set here; may have
 *     {@link SecretReferences}
 */
public record KafkaConnection(String bootstrapServers, Map<String, String> properties) {
    /** Longest wait for a broker to answer. */
    public static final Duration REACH = Duration.ofSeconds(5);

    /** The same for one that takes connections: a busy one is not missing. */
    private static final Duration SLOW = Duration.ofSeconds(30);

    private static final int REQUEST_MILLIS = 4_000;

    /** A close waits for the fetch that is under way, and that one for the next record. */
    private static final int FETCH_WAIT_MILLIS = 50;

    public KafkaConnection {
        properties = Map.copyOf(properties);
    }

    /** A cluster without encryption or login. */
    public static KafkaConnection plain(String bootstrapServers) {
        return new KafkaConnection(bootstrapServers, Map.of());
    }

    /**
     * Waits until a broker answers.
     *
     * @throws CommandException if none is there within {@link #REACH}, it refuses this client, or
     *     it is there and takes longer than half a minute
     */
    public void requireReachable() {
        if (answersWithin(REACH)) {
            return;
        }
        Optional<String> cause = probe().cause();
        if (cause.isPresent()) {
            throw new CommandException(cause.get());
        }
        if (!answersWithin(SLOW)) {
            throw new CommandException("the Kafka broker at " + bootstrapServers + " takes longer than "
                    + SLOW.toSeconds() + " s to answer; try again, and look at its log and load");
        }
    }

    private boolean answersWithin(Duration time) {
        int millis = (int) time.toMillis();
        Admin admin = admin();
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(millis))
                    .nodes()
                    .get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                return false;
            }
            throw failed(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted while waiting for Kafka at " + bootstrapServers, e);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    /**
     * Runs work on the cluster once a broker has answered.
     *
     * @return what the work gives
     * @throws CommandException if no broker answers, or a client fails
     */
    public <T> T call(Function<KafkaConnection, T> work) {
        requireReachable();
        try {
            return work.apply(this);
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    /** An administrator, to be closed by the caller. */
    public Admin admin() {
        try {
            return Admin.create(client(
                    Map.of("request.timeout.ms", REQUEST_MILLIS, "default.api.timeout.ms", (int) REACH.toMillis())));
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    /**
     * A producer whose every send is acknowledged by all replicas, in order and once; to be closed
     * by the caller. Records wait in its buffer while no broker answers; Kafka's usual recovery
     * forgets the topic then and refuses them.
     */
    public Producer<byte[], byte[]> producer() {
        return producer(Map.of("max.block.ms", REACH.toMillis()));
    }

    /**
     * A producer of transactions; to be closed by the caller.
     *
     * @param transactionalId a later one of the same id fences it
     */
    Producer<byte[], byte[]> producer(String transactionalId) {
        return producer(Map.of("transactional.id", transactionalId, "max.block.ms", SLOW.toMillis()));
    }

    private Producer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> defaults = new HashMap<>(more);
        defaults.putAll(Map.of(
                "acks", "all", "enable.idempotence", true, "linger.ms", 5, "metadata.recovery.strategy", "none"));
        return new KafkaProducer<>(client(defaults), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * A consumer of committed records without a group, from the earliest record on; to be closed by
     * the caller.
     */
    public Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                client(Map.of(
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "allow.auto.create.topics",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "default.api.timeout.ms",
                        (int) REACH.toMillis(),
                        "fetch.max.wait.ms",
                        FETCH_WAIT_MILLIS)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * What a person should read about a failure of a client. Of a timeout, a client does not say
     * what it waited for.
     */
    CommandException failed(Throwable cause) {
        if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
            Optional<String> found = probe().cause();
            if (found.isPresent()) {
                return new CommandException(found.get(), cause);
            }
        }
        if (cause instanceof TopicAuthorizationException refused) {
            String topics = String.join(", ", refused.unauthorizedTopics());
            return new CommandException(
                    "topic " + topics + " cannot be read: " + Rights.reason(cause, "READ on topic " + topics), cause);
        }
        String reason = cause.getCause() == null
                ? cause.getMessage()
                : cause.getMessage() + ": " + cause.getCause().getMessage();
        return new CommandException("Kafka at " + bootstrapServers + " cannot be used: " + reason, cause);
    }

    private BrokerProbe probe() {
        String protocol = properties.getOrDefault("security.protocol", "PLAINTEXT");
        return new BrokerProbe(bootstrapServers, protocol, this::leaders);
    }

    /**
     * The first answer to a list of topics comes over the first connection, so it does come from a
     * broker that misleads.
     */
    private List<InetSocketAddress> leaders() {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            return consumer.listTopics(REACH).values().stream()
                    .flatMap(List::stream)
                    .map(PartitionInfo::leader)
                    .filter(Objects::nonNull)
                    .distinct()
                    .map(leader -> InetSocketAddress.createUnresolved(leader.host(), leader.port()))
                    .toList();
        } catch (KafkaException e) {
            return List.of(); // why no broker answers is what is being found out
        }
    }

    /** @throws CommandException if the properties refer to a secret that is not there */
    private Map<String, Object> client(Map<String, Object> defaults) {
        Map<Object, Object> referring = new HashMap<>(defaults);
        referring.putAll(properties);
        referring.put("bootstrap.servers", bootstrapServers);
        SecretReferences.enable(referring);
        try {
            return new HashMap<>(new AbstractConfig(new ConfigDef(), referring, false).originals());
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    /** Without the values of the properties: passwords are among them. */
    @Override
    public String toString() {
        return "KafkaConnection[" + bootstrapServers + ", properties " + properties.keySet() + "]";
    }
}
