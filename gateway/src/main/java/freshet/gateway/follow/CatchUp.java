package freshet.gateway.follow;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** How much is read of what a topic held when its reading began. One thread writes, others read. */
final class CatchUp {
    private final Map<TopicPartition, Long> ends = new HashMap<>(); // of partitions that are not through
    private long all;
    private volatile double share;

    /** The reading begins, from offsets to offsets. */
    void begin(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        ends.clear();
        all = 0;
        to.forEach((partition, end) -> {
            long records = end - from.getOrDefault(partition, end);
            if (records > 0) {
                ends.put(partition, end);
                all += records;
            }
        });
        share = ends.isEmpty() ? 1 : 0;
    }

    /** Looks how far the consumer is. */
    void reached(Consumer<byte[], byte[]> consumer) {
        if (!ends.isEmpty()) {
            long left = 0;
            for (Map.Entry<TopicPartition, Long> end : Map.copyOf(ends).entrySet()) {
                long missing = end.getValue() - consumer.position(end.getKey());
                if (missing <= 0) {
                    ends.remove(end.getKey());
                } else {
                    left += missing;
                }
            }
            share = ends.isEmpty() ? 1 : Math.min(1, 1 - (double) left / all);
        }
    }

    /** 0 before the begin, 1 when all is read. */
    double share() {
        return share;
    }
}
