package freshet.job.testing;

import freshet.schema.EventCoordinates;
import freshet.schema.ItemAvailability;
import freshet.schema.ItemList;
import freshet.schema.ModelAnnouncement;
import freshet.schema.Recommendation;
import freshet.schema.RejectedEvent;
import freshet.schema.SessionEvent;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.event.EventFormat;
import freshet.serving.Announcement;
import freshet.serving.Challenge;
import freshet.serving.table.AnnouncementRecords;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The five topics of one test, under names of their own: what the test sends, and what has become
 * visible of the answers. Each topic takes a few lines, and all tests share them: so the file is a
 * long one.
 */
public final class TestTopics implements AutoCloseable {
    private static final int PARTITIONS = 2;
    private static final SingleObjectCodec<Recommendation> RECOMMENDATIONS =
            new SingleObjectCodec<>(Recommendation.class);
    private static final SingleObjectCodec<RejectedEvent> REJECTED = new SingleObjectCodec<>(RejectedEvent.class);
    private static final SingleObjectCodec<ModelAnnouncement> ANNOUNCEMENTS =
            new SingleObjectCodec<>(ModelAnnouncement.class);
    private static final SingleObjectCodec<ItemList> LISTS = new SingleObjectCodec<>(ItemList.class);
    private static final SingleObjectCodec<ItemAvailability> AVAILABILITY =
            new SingleObjectCodec<>(ItemAvailability.class);

    private final String bootstrapServers;
    private final String suffix;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<EventCoordinates> sent = new ArrayList<>();
    private final List<Recommendation> recommendations = new ArrayList<>();
    private final List<RejectedEvent> rejected = new ArrayList<>();
    private final List<Recommendation> shadows = new ArrayList<>();
    private final Map<String, ItemList> lists = new HashMap<>();

    public TestTopics(String bootstrapServers) throws InterruptedException, ExecutionException {
        this(bootstrapServers, UUID.randomUUID().toString());
    }

    /** @param ending ends the names of the topics, where a test needs to know them */
    public TestTopics(String bootstrapServers, String ending) throws InterruptedException, ExecutionException {
        this.bootstrapServers = bootstrapServers;
        this.suffix = "-" + ending;
        List<String> names = List.of("events", "recommendations", "rejected", "models", "items");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(names.stream()
                            .map(name -> new NewTopic(name + suffix, name.equals("models") ? 1 : PARTITIONS, (short) 1)
                                    .configs(name.equals("items") ? Map.of("cleanup.policy", "compact") : Map.of()))
                            .toList())
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "max.request.size", 4 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(IntStream.range(0, PARTITIONS)
                .boxed()
                .flatMap(partition -> List.of(
                        new TopicPartition("recommendations" + suffix, partition),
                        new TopicPartition("rejected" + suffix, partition))
                        .stream())
                .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    /** The settings that point a job at these topics. */
    public List<String> settings() {
        return List.of(
                "kafka.bootstrap.servers=" + bootstrapServers,
                "kafka.group-id=group" + suffix,
                "events.topic=events" + suffix,
                "recommendations.topic=recommendations" + suffix,
                "rejected.topic=rejected" + suffix,
                "models.topic=models" + suffix,
                "delivery.transaction-prefix=test" + suffix);
    }

    /**
     * Sends a view of an item, a number of seconds after {@link Events#START}, and gives its
     * coordinates.
     */
    public EventCoordinates view(String session, String item, long second) throws Exception {
        return view(session, item, second, EventFormat.AVRO);
    }

    public EventCoordinates view(String session, String item, long second, EventFormat format) throws Exception {
        SessionEvent event = SessionEvent.newBuilder()
                .setSessionId(session)
                .setItemId(item)
                .setEventTime(Instant.ofEpochMilli(Events.START + second * 1000))
                .build();
        return event(event, format);
    }

    /** Sends an event, keyed by its session. */
    public EventCoordinates event(SessionEvent event, EventFormat format) throws Exception {
        return raw(event.getSessionId().getBytes(StandardCharsets.UTF_8), format.encode(event));
    }

    /** Sends any bytes as an event; the arrays may be null. */
    public EventCoordinates raw(byte[] key, byte[] value) throws Exception {
        return send(new ProducerRecord<>("events" + suffix, key, value));
    }

    /** The same to a partition of choice, with a timestamp of choice. */
    public EventCoordinates raw(int partition, long timestamp, byte[] key, byte[] value) throws Exception {
        return send(new ProducerRecord<>("events" + suffix, partition, timestamp, key, value));
    }

    private EventCoordinates send(ProducerRecord<byte[], byte[]> record) throws Exception {
        RecordMetadata at = producer.send(record).get();
        EventCoordinates coordinates = new EventCoordinates(at.topic(), at.partition(), at.offset());
        sent.add(coordinates);
        return coordinates;
    }

    /** Sends an event in a transaction and takes it back. */
    public void takenBack(String session, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> transactional = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "taken-back" + suffix),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            transactional.initTransactions();
            transactional.beginTransaction();
            transactional
                    .send(new ProducerRecord<>("events" + suffix, session.getBytes(StandardCharsets.UTF_8), value))
                    .get();
            transactional.abortTransaction();
        }
    }

    public void announce(Announcement announcement) throws Exception {
        producer.send(new ProducerRecord<>(
                        "models" + suffix,
                        announcement.model().getBytes(StandardCharsets.UTF_8),
                        ANNOUNCEMENTS.encode(announcement.bundle())))
                .get();
    }

    /** Announces a challenger, or ends its trial. */
    public void challenge(Challenge challenge) throws Exception {
        producer.send(AnnouncementRecords.record("models" + suffix, challenge)).get();
    }

    /** Makes a topic of shadow answers, and gives the setting that points a job at it. */
    public String shadowSetting() throws Exception {
        return "trial.shadow-topic=" + followed("shadow");
    }

    private String followed(String name) throws Exception {
        String topic = name + suffix;
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        List<TopicPartition> all = new ArrayList<>(consumer.assignment());
        all.add(new TopicPartition(topic, 0));
        consumer.assign(all);
        consumer.seekToBeginning(List.of(new TopicPartition(topic, 0)));
        return topic;
    }

    /** All shadow answers visible so far. */
    public List<Recommendation> shadows() {
        poll();
        return List.copyOf(shadows);
    }

    /** Makes a topic of lists, and gives the setting that points a job at it. */
    public String listsSetting() throws Exception {
        return "lists.topic=" + followed("lists");
    }

    /** The newest visible list of each key. */
    public Map<String, ItemList> lists() {
        poll();
        return Map.copyOf(lists);
    }

    /** The setting that points a job at the items topic; without it a job reads no availability. */
    public String itemsSetting() {
        return "items.topic=items" + suffix;
    }

    /** Sends an item's availability. */
    public void availability(String item, boolean available) throws Exception {
        item(item, AVAILABILITY.encode(new ItemAvailability(item, available, Instant.EPOCH)));
    }

    /** Sends any bytes as an item's availability; null is a tombstone. */
    public void item(String item, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>("items" + suffix, item.getBytes(StandardCharsets.UTF_8), value))
                .get();
    }

    /**
     * Sends an item's availability to a partition of the topic, or of the other one, with a
     * timestamp of choice.
     */
    public void availability(String topic, int partition, long timestamp, String item, boolean available)
            throws Exception {
        byte[] value = AVAILABILITY.encode(new ItemAvailability(item, available, Instant.EPOCH));
        producer.send(new ProducerRecord<>(
                        topic + suffix, partition, timestamp, item.getBytes(StandardCharsets.UTF_8), value))
                .get();
    }

    /**
     * Deletes one of the five topics, and makes it anew; {@code events} is what it is called here.
     */
    public void makeAnew(String topic) throws Exception {
        try (Admin admin = admin()) {
            String name = topic + suffix;
            int partitions = admin.describeTopics(List.of(name))
                    .allTopicNames()
                    .get()
                    .get(name)
                    .partitions()
                    .size();
            admin.deleteTopics(List.of(name)).all().get();
            TestJobs.eventually().until(() -> !admin.listTopics().names().get().contains(name));
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
            TestJobs.eventually()
                    .ignoreExceptions()
                    .until(() -> producer.partitionsFor(name).size() == partitions);
        }
        if (topic.equals("events")) {
            sent.clear();
        }
    }

    /** Makes another topic of items, and gives the setting that points a job at it. */
    public String otherItems() throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic("other-items" + suffix, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        return "items.topic=other-items" + suffix;
    }

    /** Adds partitions to one of the topics. */
    public void growTo(String topic, int partitions) throws Exception {
        try (Admin admin = admin()) {
            admin.createPartitions(Map.of(topic + suffix, NewPartitions.increaseTo(partitions)))
                    .all()
                    .get();
        }
    }

    /** Has the broker delete a partition's events before an offset, as retention does. */
    public void deleteEventsBefore(int partition, long offset) throws Exception {
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(
                            new TopicPartition("events" + suffix, partition), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    /** Commits an offset of a partition of the events for the job's group, which must not run. */
    public void commit(int partition, long offset) throws Exception {
        try (Admin admin = admin()) {
            admin.alterConsumerGroupOffsets(
                            "group" + suffix,
                            Map.of(new TopicPartition("events" + suffix, partition), new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** All events sent so far. */
    public List<EventCoordinates> sent() {
        return sent;
    }

    /** All recommendations visible so far. */
    public List<Recommendation> recommendations() {
        poll();
        return List.copyOf(recommendations);
    }

    /** All rejected events visible so far. */
    public List<RejectedEvent> rejected() {
        poll();
        return List.copyOf(rejected);
    }

    /** The events that are answered or rejected so far, each as often as that is. */
    public List<EventCoordinates> ledger() {
        poll();
        List<EventCoordinates> ledger = new ArrayList<>();
        recommendations.forEach(answer -> ledger.add(answer.getEvent()));
        rejected.forEach(rejection -> ledger.add(rejection.getEvent()));
        return ledger;
    }

    /** How many answers and rejections are on the topics, those of open transactions included. */
    public int written() {
        Map<String, Object> uncommitted = Map.of(
                "bootstrap.servers", bootstrapServers, "isolation.level", "read_uncommitted", "fetch.max.wait.ms", 50);
        try (KafkaConsumer<byte[], byte[]> all =
                new KafkaConsumer<>(uncommitted, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> ends = all.endOffsets(consumer.assignment());
            all.assign(ends.keySet());
            all.seekToBeginning(ends.keySet());
            int records = 0;
            while (ends.entrySet().stream().anyMatch(end -> all.position(end.getKey()) < end.getValue())) {
                records += all.poll(Duration.ofMillis(50)).count();
            }
            return records;
        }
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
            if (record.topic().startsWith("recommendations")) {
                recommendations.add(RECOMMENDATIONS.decode(record.value()));
            } else if (record.topic().startsWith("shadow")) {
                shadows.add(RECOMMENDATIONS.decode(record.value()));
            } else if (record.topic().startsWith("lists")) {
                lists.put(new String(record.key(), StandardCharsets.UTF_8), LISTS.decode(record.value()));
            } else {
                rejected.add(REJECTED.decode(record.value()));
            }
        }
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
