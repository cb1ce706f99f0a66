package freshet.job.stream.table;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.serving.ItemUpdate;
import freshet.serving.Notice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ItemsTopicTest {
    private final List<Notice> out = new ArrayList<>();
    private final KeptCounters counters = new KeptCounters();

    private void read(byte[] key, byte[] value) throws Exception {
        ItemsTopic.Items deserializer = InstantiationUtil.clone(new ItemsTopic.Items());
        deserializer.open(counters);
        deserializer.deserialize(new ConsumerRecord<>("items", 3, 42, key, value), new ListCollector<>(out));
    }

    @Test
    void aRecordIsPassedOnWithItsPlace() throws Exception {
        read(utf8("a"), utf8("{\"itemId\":\"a\",\"available\":false}"));
        assertThat(out).containsExactly(ItemUpdate.of("a", false, 3, 42, -1));
    }

    @Test
    void aTombstoneForgets() throws Exception {
        read(utf8("a"), null);
        assertThat(out).containsExactly(new ItemUpdate("a", Optional.empty(), 3, 42, -1));
    }

    @Test
    void whatCannotBeReadIsCountedAndPassedOver() throws Exception {
        read(utf8("a"), utf8("{\"itemId\":\"a\"}"));
        read(null, utf8("{\"itemId\":\"a\",\"available\":false}"));
        read(null, null);
        assertThat(out).isEmpty();
        assertThat(counters.malformed()).isEqualTo(3);
    }

    @Property
    void anyBytesArePassedOnOrCounted(@ForAll byte[] key, @ForAll byte[] value) throws Exception {
        long before = out.size() + counters.malformed();
        read(key, value);
        assertThat(out.size() + counters.malformed()).isEqualTo(before + 1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Keeps every counter that is registered. */
    private static final class KeptCounters extends UnregisteredMetricsGroup
            implements DeserializationSchema.InitializationContext {
        private final List<Counter> counters = new ArrayList<>();

        @Override
        public Counter counter(String name) {
            assertThat(name).isEqualTo("malformedAvailability");
            Counter counter = super.counter(name);
            counters.add(counter);
            return counter;
        }

        long malformed() {
            return counters.stream().mapToLong(Counter::getCount).sum();
        }

        @Override
        public MetricGroup getMetricGroup() {
            return this;
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(ItemsTopicTest.class.getClassLoader());
        }
    }
}
