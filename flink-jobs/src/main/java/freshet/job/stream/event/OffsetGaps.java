package freshet.job.stream.event;

import freshet.job.stream.topic.TopicAdmin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds events that the topic lost before they were read: where a partition goes on at a later
 * offset, and its log by then begins within what was skipped. Other gaps are no loss: a
 * transaction's end and what it took back have offsets too.
 *
 * <p>Remembers the widest gap of each partition from one look at the brokers to the next, and
 * allocates nothing per record. For the task's thread; the answer to a look comes on Kafka's.
 */
final class OffsetGaps {
    private static final Logger LOG = LoggerFactory.getLogger(OffsetGaps.class);
    private static final long UNKNOWN = -1;

    private final String topic;
    private final TopicAdmin admin;
    private final LostEvents lost;
    private long[] next = {}; // by partition: the offset to come
    private long[] from = {}; // by partition: first offset of its widest gap
    private long[] to = {}; // by partition: the offset after that gap
    private boolean found;

    /** A gap: offsets that were not read, the last one not included. */
    private record Gap(long from, long to) {}

    OffsetGaps(String topic, TopicAdmin admin, LostEvents lost) {
        this.topic = topic;
        this.admin = admin;
        this.lost = lost;
    }

    /** A partition is read from this offset on. */
    void begin(int partition, long offset) {
        fit(partition);
        next[partition] = offset;
    }

    /** A record of a partition was read. */
    void read(int partition, long offset) {
        fit(partition);
        long expected = next[partition];
        if (expected != UNKNOWN && offset - expected > to[partition] - from[partition]) {
            from[partition] = expected;
            to[partition] = offset;
            found = true;
        }
        next[partition] = offset + 1;
    }

    /**
     * Asks where the partitions with a gap begin now, and tells what was lost; does not wait for
     * the answer.
     */
    void look() {
        if (!found) {
            return;
        }
        Map<TopicPartition, Gap> gaps = taken();
        admin.beginsLater(gaps.keySet()).whenComplete((begins, failure) -> tell(gaps, begins, failure));
    }

    private Map<TopicPartition, Gap> taken() {
        Map<TopicPartition, Gap> gaps = new HashMap<>();
        for (int partition = 0; partition < next.length; partition++) {
            if (to[partition] > from[partition]) {
                gaps.put(new TopicPartition(topic, partition), new Gap(from[partition], to[partition]));
            }
        }
        Arrays.fill(from, 0);
        Arrays.fill(to, 0);
        found = false;
        return gaps;
    }

    private void tell(
            Map<TopicPartition, Gap> gaps,
            @Nullable Map<TopicPartition, ListOffsetsResultInfo> begins,
            @Nullable Throwable failure) {
        if (failure != null || begins == null) {
            LOG.warn("whether events of {} are lost is not known: {}", gaps, String.valueOf(failure));
            return;
        }
        List<TopicPartition> partitions = new ArrayList<>(begins.keySet());
        for (TopicPartition partition : partitions) {
            Gap gap = gaps.get(partition);
            long begin = Math.min(begins.get(partition).offset(), gap.to());
            if (begin > gap.from()) {
                lost.tell(partition, gap.from(), begin);
            }
        }
    }

    private void fit(int partition) {
        if (partition >= next.length) {
            int before = next.length;
            next = Arrays.copyOf(next, partition + 1);
            Arrays.fill(next, before, next.length, UNKNOWN);
            from = Arrays.copyOf(from, partition + 1);
            to = Arrays.copyOf(to, partition + 1);
        }
    }
}
