package freshet.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.cli.CommandException;
import freshet.model.data.LoggedEvent;
import freshet.model.session.ItemEvent;
import freshet.schema.SessionEvent;
import freshet.schema.event.EventFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** The replay against Kafka's own in-memory producer and a timer that a test turns. */
final class ReplayTest {
    private static final long FIRST = 1_709_285_400_000L;

    private final List<LoggedEvent> log =
            List.of(event("s-1", "a", 0), event("s-2", "b", 60_000), event("s-1", "c", 90_000));

    private final List<String> said = new ArrayList<>();

    @Test
    void eachEventIsSentAtItsOwnTimeTimesTheSpeed() {
        TurnedTimer timer = new TurnedTimer();
        List<Long> sentAt = new ArrayList<>();
        MockProducer<byte[], byte[]> producer = producer(timer, sentAt, 0);

        Replay.Result result =
                new Replay(producer, "events", EventFormat.AVRO, new Pace(60), timer, said::add).run(log);

        // One minute in one second, a minute and a half in one and a half.
        assertThat(sentAt).containsExactly(0L, 1_000L, 1_500L);
        assertThat(result.complete()).isTrue();
        assertThat(result.maxLagNanos()).isZero();
    }

    @Test
    void aSlowSendDelaysNoEventAfterTheNextDueTime() {
        TurnedTimer timer = new TurnedTimer();
        List<Long> sentAt = new ArrayList<>();
        MockProducer<byte[], byte[]> producer = producer(timer, sentAt, 1_200);

        Replay.Result result =
                new Replay(producer, "events", EventFormat.AVRO, new Pace(60), timer, said::add).run(log);

        // Due at 0, 1,000 and 1,500 ms; each send takes 1,200 ms: the lag is made up for, not added
        // to every later event.
        assertThat(sentAt).containsExactly(0L, 1_200L, 2_400L);
        assertThat(TimeUnit.NANOSECONDS.toMillis(result.maxLagNanos())).isEqualTo(900);
    }

    @Test
    void howLongItTakesAndWhatItWaitsForAreTold() {
        TurnedTimer timer = new TurnedTimer();
        List<Long> sentAt = new ArrayList<>();
        long days = TimeUnit.DAYS.toMillis(1_000);
        List<LoggedEvent> withAGap = List.of(event("s", "a", -days), event("s", "b", 0), event("s", "c", 60_000));

        new Replay(producer(timer, sentAt, 0), "events", EventFormat.AVRO, new Pace(1_000), timer, said::add)
                .run(withAGap);

        assertThat(said.get(0))
                .isEqualTo("sending 3 events, from 2021-06-05T09:30:00Z to 2024-03-01T09:31:00Z, in 1 d");
        assertThat(said.get(1))
                .isEqualTo("its longest pause, from 2021-06-05T09:30:00Z to 2024-03-01T09:30:00Z, lasts 1 d;"
                        + " --max-gap shortens pauses");
        assertThat(said.get(2)).isEqualTo("waiting 1 d for the next event, of 2024-03-01T09:30:00Z");
        assertThat(said.get(3)).isEqualTo("waiting 23 h for the next event, of 2024-03-01T09:30:00Z");
        assertThat(said).hasSize(2 + 24);
        assertThat(sentAt).last().isEqualTo(TimeUnit.DAYS.toMillis(1) + 60);
    }

    @Test
    void aGapIsShortenedAndThePaceAfterItIsKept() {
        TurnedTimer timer = new TurnedTimer();
        List<Long> sentAt = new ArrayList<>();
        Pace pace = new Pace(60).withMaxGap(30_000);

        new Replay(producer(timer, sentAt, 0), "events", EventFormat.AVRO, pace, timer, said::add).run(log);

        assertThat(sentAt).containsExactly(0L, 500L, 1_000L);
        assertThat(said).containsExactly("sending 3 events, from 2024-03-01T09:30:00Z to 2024-03-01T09:31:30Z, in 1 s");
    }

    @Test
    void atTheHighestSpeedNothingIsWaitedFor() {
        TurnedTimer timer = new TurnedTimer();
        List<Long> sentAt = new ArrayList<>();

        new Replay(producer(timer, sentAt, 0), "events", EventFormat.AVRO, Pace.MAX, timer, said::add).run(log);

        assertThat(sentAt).containsExactly(0L, 0L, 0L);
    }

    @Test
    void recordsBearTheSessionAndTheEventTime() {
        TurnedTimer timer = new TurnedTimer();
        MockProducer<byte[], byte[]> producer = producer(timer, new ArrayList<>(), 0);

        new Replay(producer, "events", EventFormat.JSON, Pace.MAX, timer, said::add).run(log);

        ProducerRecord<byte[], byte[]> record = producer.history().get(1);
        assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("s-2");
        assertThat(record.timestamp()).isEqualTo(FIRST + 60_000);
        assertThat(record.value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(
                        "{\"sessionId\":\"s-2\",\"itemId\":\"b\",\"eventTime\":1709285460000,\"eventType\":\"view\"}");
    }

    @Test
    void anInterruptionEndsItWithWhatWasSent() {
        TurnedTimer timer = new TurnedTimer();
        List<Long> sentAt = new ArrayList<>();
        timer.endAtMillis = 1_200;

        Replay.Result result = new Replay(
                        producer(timer, sentAt, 0), "events", EventFormat.AVRO, new Pace(60), timer, said::add)
                .run(log);

        assertThat(sentAt).containsExactly(0L, 1_000L);
        assertThat(result.acknowledged()).isEqualTo(2);
        assertThat(result.complete()).isFalse();
    }

    @Test
    void aSendThatFailsIsAnError() {
        TurnedTimer timer = new TurnedTimer();
        MockProducer<byte[], byte[]> producer = producer(timer, new ArrayList<>(), 0);
        producer.sendException = new KafkaException("the disk is full");

        Replay replay = new Replay(producer, "events", EventFormat.AVRO, Pace.MAX, timer, said::add);

        assertThatThrownBy(() -> replay.run(log)).isInstanceOf(KafkaException.class);
    }

    @Test
    void anUnacknowledgedSendIsAnError() {
        TurnedTimer timer = new TurnedTimer();
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized void flush() {
                        completeNext();
                        errorNext(new KafkaException("the disk is full"));
                        super.flush();
                    }
                };

        Replay replay = new Replay(producer, "events", EventFormat.AVRO, Pace.MAX, timer, said::add);

        assertThatThrownBy(() -> replay.run(log))
                .isInstanceOf(CommandException.class)
                .hasMessage("topic events did not take an event: the disk is full; 2 of 3 events were acknowledged");
    }

    @Test
    void aLogIsOrderedByTimeThenSessionAndElseStaysAsItIs() {
        List<LoggedEvent> ordered = ReplayLog.ordered(
                List.of(event("s-2", "a", 5), event("s-1", "b", 5), event("s-1", "a", 5), event("s-9", "z", 0)), 3);

        assertThat(ordered).containsExactly(event("s-9", "z", 0), event("s-1", "b", 5), event("s-1", "a", 5));
    }

    @Test
    void anEventIsSentWithItsIdAndType() {
        ItemEvent event = new ItemEvent("i", FIRST, "cart", 0xABCL);

        SessionEvent record = ReplayLog.record(new LoggedEvent("s", event, "e-7"));

        assertThat(record.getEventId()).contains("e-7");
        assertThat(record.getEventType()).isEqualTo("cart");
    }

    @Test
    void theKeyIsSentWhereTheIdIsNotAtHand() {
        LoggedEvent logged = new LoggedEvent("s", new ItemEvent("i", FIRST, "cart", 0xABCL));

        assertThat(ReplayLog.record(logged).getEventId()).contains("abc");
    }

    @Test
    void aSpeedThatIsNoneIsNamed() {
        assertThat(Pace.parse("MAX")).isEqualTo(Pace.MAX);
        assertThat(Pace.parse("2.5").dueNanos(5)).isEqualTo(2_000_000);
        assertThatThrownBy(() -> Pace.parse("0")).hasMessage("speed is 0.0; it must be over 0");
        for (String text : new String[] {"NaN", "1d", "0x1p3"}) {
            assertThatThrownBy(() -> Pace.parse(text))
                    .hasMessage("speed \"" + text + "\" is no number; write for example 1, 60 or max");
        }
        assertThatThrownBy(() -> Pace.parse("fast"))
                .hasMessage("speed \"fast\" is no number; write for example 1, 60 or max");
    }

    private static LoggedEvent event(String session, String item, long millis) {
        return new LoggedEvent(session, ItemEvent.view(item, FIRST + millis));
    }

    /** A producer that notes when it is called and takes its time. */
    private static MockProducer<byte[], byte[]> producer(TurnedTimer timer, List<Long> sentAt, long sendMillis) {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
                sentAt.add(TimeUnit.NANOSECONDS.toMillis(timer.nanoTime()));
                timer.await(sendMillis);
                return super.send(record, callback);
            }
        };
    }

    /** Time that passes only while somebody waits. */
    private static final class TurnedTimer implements ReplayTimer {
        private long nanos;
        private long endAtMillis = Long.MAX_VALUE;

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public void await(long millis) {
            nanos += TimeUnit.MILLISECONDS.toNanos(millis);
        }

        @Override
        public boolean ended() {
            return TimeUnit.NANOSECONDS.toMillis(nanos) >= endAtMillis;
        }
    }
}
