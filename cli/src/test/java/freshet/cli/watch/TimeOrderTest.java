package freshet.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TimeOrderTest {
    private static final TopicPartition ANSWERS = new TopicPartition("answers", 0);
    private static final TopicPartition REJECTED = new TopicPartition("rejected", 3);

    private final TimeOrder order = new TimeOrder(Set.of(ANSWERS, REJECTED));

    @Test
    void partitionsAreMergedByTime() {
        add(ANSWERS, 10, 30, 50);
        add(REJECTED, 20, 40);
        order.caughtUp(ANSWERS);
        order.caughtUp(REJECTED);

        assertThat(times()).containsExactly(10L, 20L, 30L, 40L, 50L);
    }

    @Test
    void noneOvertakesAPartitionThatIsAwaited() {
        add(ANSWERS, 10, 30);
        assertThat(times()).isEmpty();
        assertThat(order.held()).containsExactly(ANSWERS);

        add(REJECTED, 20);
        assertThat(times()).containsExactly(10L, 20L);
        assertThat(order.held()).containsExactly(ANSWERS);

        order.caughtUp(REJECTED);
        assertThat(order.awaited()).containsExactly(ANSWERS);
        assertThat(times()).containsExactly(30L);
        assertThat(order.held()).isEmpty();
    }

    @Test
    void aPartitionKeepsItsOwnOrder() {
        add(ANSWERS, 50, 10);
        add(REJECTED, 20);
        order.caughtUp(ANSWERS);
        order.caughtUp(REJECTED);

        assertThat(times()).containsExactly(20L, 50L, 10L);
    }

    @Test
    void aPartitionThatComesLaterIsTakenAsItComes() {
        order.caughtUp(ANSWERS);
        order.caughtUp(REJECTED);
        add(new TopicPartition("answers", 1), 5);

        assertThat(times()).containsExactly(5L);
    }

    private void add(TopicPartition partition, long... times) {
        for (long time : times) {
            order.add(new ConsumerRecord<>(
                    partition.topic(),
                    partition.partition(),
                    0,
                    time,
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    null,
                    null,
                    new RecordHeaders(),
                    Optional.empty()));
        }
    }

    private List<Long> times() {
        List<Long> times = new ArrayList<>();
        for (var next = order.next(); next.isPresent(); next = order.next()) {
            times.add(next.get().timestamp());
        }
        return times;
    }
}
