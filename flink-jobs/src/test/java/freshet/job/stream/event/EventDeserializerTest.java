package freshet.job.stream.event;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Incoming;
import freshet.job.stream.Rejection;
import freshet.model.session.EventKeys;
import freshet.model.session.ItemEvent;
import freshet.schema.RejectionReason;
import freshet.schema.event.EventFormat;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class EventDeserializerTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

    private static Incoming read(EventFormat format, byte[] key, byte[] value) throws Exception {
        EventDeserializer deserializer = InstantiationUtil.clone(new EventDeserializer(format, NOON));
        deserializer.open(new Unregistered());
        List<Incoming> out = new ArrayList<>();
        deserializer.deserialize(new ConsumerRecord<>("clicks", 3, 42, key, value), new ListCollector<>(out));
        assertThat(out).hasSize(1);
        return out.get(0);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aJsonEventIsAcceptedWithWhatItsSessionRemembers() throws Exception {
        byte[] value = utf8("{\"sessionId\":\"s1\",\"itemId\":\"i1\",\"eventTime\":1600000000000,"
                + "\"eventType\":\"cart\",\"eventId\":\"e7\"}");
        AcceptedEvent event = (AcceptedEvent) read(EventFormat.JSON, utf8("k"), value);
        assertThat(event.sessionId()).isEqualTo("s1");
        assertThat(event.event()).isEqualTo(new ItemEvent("i1", 1_600_000_000_000L, "cart", new EventKeys().key("e7")));
        assertThat(event.coordinates().toString())
                .isEqualTo("{\"topic\": \"clicks\", \"partition\": 3, \"offset\": 42}");
        assertThat(event.key()).isEqualTo(utf8("k"));
        assertThat(event.raw()).isEqualTo(value);
    }

    @Test
    void aRecordWithoutKeyAndValueIsRejected() throws Exception {
        Rejection rejection = (Rejection) read(EventFormat.AVRO, null, null);
        assertThat(rejection.key()).isEmpty();
        assertThat(rejection.event().getReason()).isEqualTo(RejectionReason.MALFORMED);
        assertThat(rejection.event().getEvent().getOffset()).isEqualTo(42);
    }

    @Test
    void anEventOverADayAheadIsInvalid() throws Exception {
        long ahead = NOON.millis() + 86_400_001;
        byte[] value = utf8("{\"sessionId\":\"s1\",\"itemId\":\"i1\",\"eventTime\":" + ahead + "}");
        Rejection rejection = (Rejection) read(EventFormat.JSON, utf8("k"), value);
        assertThat(rejection.event().getReason()).isEqualTo(RejectionReason.INVALID);
        assertThat(rejection.key()).isEqualTo(utf8("k"));
    }

    @Property
    void anyBytesOfARecordGiveOneElement(@ForAll EventFormat format, @ForAll byte[] key, @ForAll byte[] value)
            throws Exception {
        Incoming incoming = read(format, key, value);
        if (incoming instanceof Rejection rejection) {
            assertThat(rejection.key()).isEqualTo(key);
            assertThat(rejection.event().getRawSize()).isEqualTo(value.length);
        }
    }

    /** Metrics that nobody reads. */
    private static final class Unregistered implements DeserializationSchema.InitializationContext {
        @Override
        public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup();
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(EventDeserializerTest.class.getClassLoader());
        }
    }
}
