package freshet.client;

import freshet.client.ClientException.Reason;
import freshet.schema.event.EventFormat;
import freshet.schema.event.EventLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a shop's events to the job and brings each one its own answer, by the event's coordinates.
 * One client serves a whole process: threads share it, and it has two threads of its own beside
 * those of Kafka's clients.
 *
 * <p>{@link #send} never blocks. Events of one session arrive in the order of their sending. They
 * are in Avro, which the job reads with {@code events.format: auto} or {@code avro}. Answers of
 * committed transactions alone count. So with {@code delivery: exactly-once} an answer comes with
 * the job's next checkpoint, and deadlines must be longer than {@code checkpoint.interval}.
 *
 * <p>The futures complete on one thread of the client's. What is chained to them must not block;
 * use the {@code …Async} methods of {@link CompletableFuture} for work that does.
 *
 * <p>The client creates no topics. A broker with {@code auto.create.topics.enable=true}, Kafka's
 * default, may make a topic again that is deleted while the client runs.
 */
public final class FreshetClient implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final long METADATA_RETRY_MILLIS = 10;

    private final ClientSettings settings;
    private final KafkaFaults faults;
    private final Admin admin;
    private final Producer<byte[], byte[]> producer;
    private final ClientThread thread = new ClientThread();
    private final NewestAnswers newest;
    private final PendingEvents pending;
    private final TopicWatch watch;
    private final AnswerReader reader;
    private final AtomicBoolean closing = new AtomicBoolean();

    private FreshetClient(ClientSettings settings, KafkaClients kafka) {
        this.settings = settings;
        faults = new KafkaFaults(settings.bootstrapServers());
        admin = kafka.admin;
        producer = kafka.producer;
        newest = new NewestAnswers(settings.rememberedSessions());
        pending = new PendingEvents(settings.maxPending(), newest::of, thread);
        watch = new TopicWatch(admin, settings);
        reader = new AnswerReader(kafka.consumer, watch, settings, pending, newest);
        awaitMetadata();
        reader.start();
        thread.repeat(watch::look, LOOK);
    }

    /**
     * Looks for the topics, notes where their ends are, and returns when events can be sent.
     *
     * @throws ClientException if no broker answers within 10 seconds, one refuses the client, or a
     *     topic is missing
     */
    public static FreshetClient connect(ClientSettings settings) {
        KafkaClients kafka = new KafkaClients(settings);
        try {
            return new FreshetClient(settings, kafka);
        } catch (RuntimeException e) {
            kafka.abandon();
            throw e;
        }
    }

    /**
     * Sends an event and waits for its answer as long as the settings say.
     *
     * @return as {@link Sending#answer}
     * @throws IllegalArgumentException if the event takes more than 65,536 bytes
     */
    public CompletableFuture<Answer> send(Event event) {
        return send(event, settings.deadline());
    }

    /**
     * Sends an event and waits for its answer.
     *
     * @param deadline from now on; of no length to wait for nothing
     * @return as {@link Sending#answer}
     * @throws IllegalArgumentException if the event takes more than 65,536 bytes, or the deadline
     *     is negative
     */
    public CompletableFuture<Answer> send(Event event, Duration deadline) {
        return submit(event, deadline).answer();
    }

    /**
     * Sends an event and tells of both its writing and its answer.
     *
     * @param deadline of the answer, from now on
     * @throws IllegalArgumentException if the event takes more than 65,536 bytes, or the deadline
     *     is negative
     */
    public Sending submit(Event event, Duration deadline) {
        if (Objects.requireNonNull(deadline, "deadline").isNegative()) {
            throw new IllegalArgumentException("deadline " + deadline + " is negative; it must be 0 or more");
        }
        byte[] value = encoded(event);
        Ticket ticket;
        try {
            ticket = pending.open(event.sessionId(), event.time());
        } catch (ClientException e) {
            return Sending.failed(e);
        }
        thread.setAlarm(ticket, deadline, () -> pending.expired(ticket));
        byte[] key = event.sessionId().getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(
                    new ProducerRecord<>(settings.eventsTopic(), key, value),
                    (metadata, failure) -> acknowledged(ticket, metadata, failure));
        } catch (KafkaException e) {
            pending.notWritten(ticket, faults.notWritten(settings.eventsTopic(), e));
        } catch (IllegalStateException e) { // closed meanwhile
            pending.notWritten(
                    ticket, new ClientException(Reason.CLOSED, "the client is closed; the event was not sent", e));
        }
        return new Sending(ticket.written, ticket.answer);
    }

    /**
     * The newest answer of a session that the client knows, to whichever process sent its event;
     * empty if it has read none since it connected, or has forgotten it.
     */
    public Optional<Answer.Recommended> newest(String sessionId) {
        return newest.of(sessionId);
    }

    /** How the client is. */
    public ClientStatus status() {
        List<String> problems = new ArrayList<>(watch.problems());
        reader.problem().ifPresent(problems::add);
        return new ClientStatus(pending.size(), reader.unreadable(), watch.heldBack(), problems);
    }

    /**
     * Takes no more events, waits until those that it took are written or have failed, ends the
     * waiting for answers as if all deadlines had passed, then closes its connections. Each of
     * these steps takes at most 10 seconds. A second call does nothing.
     */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        pending.close();
        try {
            producer.close(KafkaClients.REACH);
        } finally {
            pending.expireAll();
            reader.close();
            admin.close(KafkaClients.REACH);
            thread.close();
        }
    }

    private byte[] encoded(Event event) {
        byte[] value = EventFormat.AVRO.encode(event.toSessionEvent());
        if (value.length > EventLimits.DEFAULT_MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the event takes %,d bytes; at most %,d are allowed: shorten its context",
                    value.length,
                    EventLimits.DEFAULT_MAX_PAYLOAD_BYTES));
        }
        return value;
    }

    private void acknowledged(Ticket ticket, RecordMetadata metadata, @Nullable Exception failure) {
        if (failure != null) {
            pending.notWritten(ticket, faults.notWritten(settings.eventsTopic(), failure));
        } else if (metadata.hasOffset()) {
            pending.written(ticket, new Coordinates(metadata.topic(), metadata.partition(), metadata.offset()));
        } else {
            pending.notWritten(
                    ticket,
                    new ClientException(
                            Reason.NOT_READ,
                            "the event is written, but the broker no longer knows where, as its first acknowledgement"
                                    + " was lost; its answer cannot be told from others"));
        }
    }

    /** Until the producer knows the topic's partitions, it would refuse events. */
    private void awaitMetadata() {
        long end = System.nanoTime() + KafkaClients.REACH.toNanos();
        while (true) {
            try {
                producer.partitionsFor(settings.eventsTopic());
                return;
            } catch (TimeoutException e) {
                if (System.nanoTime() - end > 0) {
                    throw faults.topic(settings.eventsTopic(), e);
                }
            } catch (KafkaException e) {
                throw faults.topic(settings.eventsTopic(), e);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(METADATA_RETRY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ClientException(Reason.UNREACHABLE, "interrupted while connecting", e);
            }
        }
    }
}
