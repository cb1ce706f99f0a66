package freshet.lab.cluster;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.serve.FolderTree;
import freshet.model.bundle.BundleFile;
import freshet.schema.SessionEvent;
import freshet.schema.event.EventFormat;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A savepoint of an earlier version of the job's state, kept in the repository, and what belongs to
 * it: the bundle at the place that the state names, topics of its names whose offsets go as far as
 * it has read, and the events of its ten sessions that follow. How it was made tells
 * {@code GoldenSavepointITCase} of the job's tests; it was moved since.
 */
final class GoldenSavepoint implements AutoCloseable {
    static final TopicNames TOPICS =
            new TopicNames("events-golden", "recommendations-golden", "rejected-golden", "models-golden");

    /** Partitions of its topics. */
    static final int PARTITIONS = 2;

    static final int SESSIONS = 10;

    /** Events that each of its sessions has had. */
    static final int BEFORE = 4;

    /** The version of the model that it serves. */
    static final long MODEL = 5;

    private static final long START = 1_600_000_000_000L; // of its sessions, milliseconds since 1970
    private static final int ITEMS = 12;
    private static final Path STORE = Path.of("/tmp/freshet-golden");

    private final Path golden;
    private final FileChannel lock; // two runs on one machine share the store

    /** @param version of the state, as in v1 */
    GoldenSavepoint(String version) throws Exception {
        golden = Installation.ofThisProcess()
                .root()
                .resolve("flink-jobs/src/test/resources/freshet/job/golden")
                .resolve(version);
        lock = FileChannel.open(Path.of(STORE + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
        Files.createDirectories(STORE);
        Files.copy(golden.resolve("model.safetensors"), bundle(), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Where a job may start from. */
    String uri() {
        return golden.resolve("savepoint").toAbsolutePath().normalize().toUri().toString();
    }

    /**
     * Announces its model and sends what its sessions have had. Kafka then forgets these events, as
     * at the end of their retention: their answers are on topics of long ago.
     */
    void sendWhatItHasRead(RealCluster cluster) throws Exception {
        cluster.announce(MODEL, bundle().toUri().toString(), BundleFile.sha256(bundle()));
        for (int round = 0; round < BEFORE; round++) {
            sendRound(cluster.kafka(), round);
        }
        try (Admin admin = cluster.kafka().admin()) {
            Map<TopicPartition, RecordsToDelete> all = IntStream.range(0, PARTITIONS)
                    .boxed()
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(TOPICS.events(), partition),
                            partition -> RecordsToDelete.beforeOffset(-1))); // all there are
            admin.deleteRecords(all).all().get();
        }
    }

    /**
     * Sends as many events of its sessions again as they have had, and one of each session that it
     * has had already.
     */
    void sendWhatFollows(KafkaConnection kafka) throws Exception {
        for (int round = BEFORE; round < 2 * BEFORE; round++) {
            sendRound(kafka, round);
        }
        try (Producer<byte[], byte[]> producer = kafka.producer()) {
            for (int session = 0; session < SESSIONS; session++) {
                send(producer, event(session, 0, 90)); // its id tells
            }
        }
    }

    private static void sendRound(KafkaConnection kafka, int round) throws Exception {
        try (Producer<byte[], byte[]> producer = kafka.producer()) {
            for (int session = 0; session < SESSIONS; session++) {
                send(producer, event(session, round, round));
            }
        }
    }

    private static void send(Producer<byte[], byte[]> producer, SessionEvent event) throws Exception {
        byte[] key = event.getSessionId().getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(TOPICS.events(), key, EventFormat.AVRO.encode(event)))
                .get();
    }

    /** As {@code GoldenRun} of the job's tests makes them: even rounds have event ids. */
    private static SessionEvent event(int session, int round, long second) {
        return SessionEvent.newBuilder()
                .setSessionId("s" + session)
                .setItemId("i" + (session * 5 + round * 7) % ITEMS)
                .setEventTime(Instant.ofEpochMilli(START + second * 1_000))
                .setEventType(round == 2 ? "cart" : "view")
                .setEventId(round % 2 == 0 ? "e" + session + "-" + round : null)
                .build();
    }

    private static Path bundle() {
        return STORE.resolve("model.safetensors");
    }

    @Override
    public void close() throws Exception {
        FolderTree.remove(STORE);
        lock.close();
    }
}
