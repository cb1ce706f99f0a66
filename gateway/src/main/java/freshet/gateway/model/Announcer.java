package freshet.gateway.model;

import freshet.gateway.http.Problem;
import freshet.schema.Item;
import freshet.schema.ModelAnnouncement;
import freshet.serving.Announcement;
import freshet.serving.Challenge;
import freshet.serving.table.AnnouncedModel;
import freshet.serving.table.AnnouncementRecords;
import freshet.serving.table.ItemRecords;
import freshet.serving.table.NewestRecords.Place;
import freshet.serving.table.WholeTopic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes what an operator wants to the topics that job and gateways follow, one wish after the
 * other, on a thread of its own. Threads share it.
 */
final class Announcer implements AutoCloseable {
    private static final int MOST_WAITING = 64;
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Properties kafka;
    private final String modelsTopic;
    private final AnnouncementRecords records;
    private final Clock clock;
    private final ThreadPoolExecutor thread;

    /**
     * @param kafka properties of Kafka's clients
     * @param modelsTopic where models are announced
     * @param records reads and names the model's announcements
     * @param clock dates what is written
     */
    Announcer(Properties kafka, String modelsTopic, AnnouncementRecords records, Clock clock) {
        this.kafka = producerProperties(kafka);
        this.modelsTopic = modelsTopic;
        this.records = records;
        this.clock = clock;
        this.thread =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), work -> {
                    Thread made = new Thread(work, "gateway-announcer");
                    made.setDaemon(true);
                    return made;
                });
    }

    private static Properties producerProperties(Properties kafka) {
        Properties properties = new Properties();
        properties.putAll(kafka);
        properties.setProperty("acks", "all");
        properties.setProperty("enable.idempotence", "true");
        properties.putIfAbsent("max.block.ms", "5000");
        properties.putIfAbsent("request.timeout.ms", "5000");
        properties.putIfAbsent("delivery.timeout.ms", "10000");
        properties.putIfAbsent("default.api.timeout.ms", "10000");
        return properties;
    }

    /**
     * Announces a bundle anew as champion, under the version after the highest that the topic has,
     * and ends the trial of a challenger, if one is on.
     *
     * @param choice of the bundle from what the topic has
     * @param note why, for people
     * @return the announcement, which the broker has
     */
    CompletionStage<Announcement> announce(Function<AnnouncedModel, Announcement> choice, String note) {
        return later(() -> {
            AnnouncedModel now = records.announced(new WholeTopic(kafka, modelsTopic));
            Announcement chosen = choice.apply(now);
            ModelAnnouncement next = ModelAnnouncement.newBuilder()
                    .setVersion(now.nextVersion())
                    .setUri(chosen.bundle().getUri())
                    .setSha256(chosen.bundle().getSha256())
                    .setMetrics(chosen.bundle().getMetrics())
                    .setCreatedAt(now())
                    .setNote(note)
                    .build();
            Announcement announcement = new Announcement(chosen.model(), next);
            send(AnnouncementRecords.record(modelsTopic, announcement));
            if (now.challenger().isPresent()) {
                send(AnnouncementRecords.record(modelsTopic, new Challenge(now.name(), Optional.empty())));
            }
            return announcement;
        });
    }

    /**
     * Withholds an item from every recommendation, or releases it; all else that is known of it
     * stays.
     *
     * @param place where the newest record of the item is, if it has one; asked when its turn comes
     * @return once the broker has it
     */
    CompletionStage<Void> availability(
            String topic, String itemId, boolean available, Supplier<Optional<Place>> place) {
        return later(() -> {
            Optional<Item> known = place.get().flatMap(new KnownItem(kafka, topic)::at);
            send(ItemRecords.record(topic, itemId, known, available, now()));
            return null;
        });
    }

    private Instant now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.MILLIS);
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw Problem.unavailable(
                    "topic " + record.topic() + " did not take the record: "
                            + e.getCause().getMessage(),
                    RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("the gateway ends", RETRY);
        }
    }

    private interface Wish<T> {
        T fulfil();
    }

    private <T> CompletionStage<T> later(Wish<T> wish) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                try {
                    answer.complete(wish.fulfil());
                } catch (Problem e) {
                    answer.completeExceptionally(e);
                } catch (RuntimeException e) { // of Kafka: the caller is told
                    answer.completeExceptionally(Problem.unavailable("Kafka cannot be used: " + e.getMessage(), RETRY));
                }
            });
        } catch (RejectedExecutionException e) {
            throw Problem.unavailable("too many changes wait already", RETRY);
        }
        return answer;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
