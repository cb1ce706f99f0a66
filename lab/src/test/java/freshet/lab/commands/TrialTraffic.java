package freshet.lab.commands;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.publish.Announcements;
import freshet.schema.EventCoordinates;
import freshet.schema.ModelAnnouncement;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.SessionEvent;
import freshet.schema.codec.SingleObjectCodec;
import freshet.serving.trial.Arm;
import freshet.serving.trial.Trial;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sessions of four events with the answers of both models, written to the topics as a job does that
 * tries a challenger. The champion is right in half of all cases, the challenger mostly in the same
 * ones. For one thread.
 */
final class TrialTraffic {
    static final String CHALLENGER_HASH = "b".repeat(64);
    static final String OTHER_HASH = "d".repeat(64);

    private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
    private static final long CHAMPION = 1;
    private static final long CHALLENGER = 2;
    private static final int EVENTS = 4;
    private static final int LIST = 20;
    private static final int ITEMS = 300;
    private static final String TARGET = "target"; // the item of every event: an answer that has it is right
    private static final int PER_CENT = 100;
    private static final int DISAGREE = 4; // per cent of the answers

    private final KafkaConnection connection;
    private final TopicNames topics;
    private final String model;
    private final Announcements announcements;
    private final SingleObjectCodec<SessionEvent> events = new SingleObjectCodec<>(SessionEvent.class);
    private final SingleObjectCodec<Recommendation> answers = new SingleObjectCodec<>(Recommendation.class);
    private final SplittableRandom random = new SplittableRandom(18);
    private double loss;
    private int sessions;
    private long millis;

    TrialTraffic(KafkaConnection connection, TopicNames topics, String model) {
        this.connection = connection;
        this.topics = topics;
        this.model = model;
        this.announcements = new Announcements(connection, topics.models(), warning -> {});
    }

    /** From now on the challenger misses this share of what it would hit. */
    void challengerMisses(double share) {
        loss = share;
    }

    void announceChampion(long version, String sha256) {
        announcements.announce(model, announcement(version, sha256, 0, 0));
    }

    void announceChallenger(double share, double shadow) {
        announcements.challenge(model, announcement(CHALLENGER, CHALLENGER_HASH, share, shadow));
    }

    /** The same version again, of another bundle. */
    void announceOtherChallenger(double share, double shadow) {
        announcements.challenge(model, announcement(CHALLENGER, OTHER_HASH, share, shadow));
    }

    void endTrial() {
        announcements.endTrial(model);
    }

    private static ModelAnnouncement announcement(long version, String sha256, double share, double shadow) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new ModelAnnouncement(version, "file:/srv/" + version, sha256, now, Map.of(), "", share, shadow);
    }

    /** Writes sessions, by the trial that is announced now. */
    void play(int count) {
        Optional<Trial> trial = announcements.of(model).trial();
        try (Producer<byte[], byte[]> producer = connection.producer()) {
            for (int i = 0; i < count; i++) {
                session(producer, trial);
            }
            producer.flush();
        }
    }

    private void session(Producer<byte[], byte[]> producer, Optional<Trial> trial) {
        String id = "s-" + sessions++;
        List<Instant> times = new ArrayList<>();
        List<Future<RecordMetadata>> written = new ArrayList<>();
        millis += 10; // the pause after which a session counts is shorter
        for (int event = 0; event < EVENTS; event++) {
            Instant time = START.plusMillis(millis);
            times.add(time);
            written.add(send(
                    producer,
                    topics.events(),
                    id,
                    events.encode(SessionEvent.newBuilder()
                            .setSessionId(id)
                            .setItemId(TARGET)
                            .setEventTime(time)
                            .setEventId(id + "-" + event)
                            .build())));
        }
        boolean ours = trial.filter(on -> on.arm(id) == Arm.CHALLENGER).isPresent();
        boolean shadowed = trial.filter(on -> on.isShadowed(id)).isPresent();
        for (int event = 0; event < EVENTS; event++) {
            RecordMetadata place = done(written.get(event));
            boolean theyHit = random.nextBoolean();
            boolean weHit = (random.nextInt(PER_CENT) < DISAGREE ? random.nextBoolean() : theyHit)
                    && random.nextInt(PER_CENT) >= PER_CENT * loss;
            Instant time = times.get(event);
            answer(producer, topics.recommendations(), id, place, time, ours, ours ? weHit : theyHit);
            if (shadowed) {
                answer(producer, topics.shadow().orElseThrow(), id, place, time, !ours, ours ? theyHit : weHit);
            }
        }
    }

    private void answer(
            Producer<byte[], byte[]> producer,
            String topic,
            String session,
            RecordMetadata event,
            Instant time,
            boolean challenger,
            boolean hit) {
        List<RecommendedItem> items = new ArrayList<>();
        for (int rank = 0; rank < LIST; rank++) {
            String item = hit && rank == 0 ? TARGET : "item-" + random.nextInt(ITEMS);
            items.add(new RecommendedItem(item, 0.01f));
        }
        Recommendation answer = Recommendation.newBuilder()
                .setSessionId(session)
                .setEvent(new EventCoordinates(topics.events(), event.partition(), event.offset()))
                .setEventTime(time)
                .setModelVersion(challenger ? CHALLENGER : CHAMPION)
                .setSource(RecommendationSource.MODEL)
                .setPosition(1)
                .setItems(items)
                .setEmittedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
        send(producer, topic, session, answers.encode(answer));
    }

    private static Future<RecordMetadata> send(
            Producer<byte[], byte[]> producer, String topic, String key, byte[] value) {
        return producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
    }

    private static RecordMetadata done(Future<RecordMetadata> written) {
        try {
            return written.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("an event was not written", e);
        }
    }
}
