package freshet.cli.rollout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The answers of two topics in one order, that of the job's clock: both answers to an event come
 * soon after each other, also where a long trial is read. It merges the partitions, each of which
 * is in that order already, and holds at most {@link #ROOM} answers of each and a poll's worth. For
 * one thread.
 */
final class AnswerStream implements AutoCloseable {
    private static final int ROOM = 500;

    private final List<Source> sources = new ArrayList<>();

    /**
     * An answer, and to what.
     *
     * @param partition of the event, and its offset
     */
    record Answer(int partition, long offset, String sessionId, ArmAnswer answer) {}

    /** One of the topics. */
    private static final class Source {
        private final GrowingTopic topic;
        private final boolean shadow;
        private final Map<TopicPartition, Deque<Answer>> lanes = new LinkedHashMap<>(); // those not handed over

        Source(GrowingTopic topic, boolean shadow) {
            this.topic = topic;
            this.shadow = shadow;
        }

        Deque<Answer> lane(TopicPartition partition) {
            return lanes.computeIfAbsent(partition, any -> new ArrayDeque<>());
        }

        boolean lacks() {
            return topic.unfinished().stream()
                    .anyMatch(partition -> lane(partition).isEmpty());
        }

        Collection<TopicPartition> full() {
            return topic.unfinished().stream()
                    .filter(partition -> lane(partition).size() >= ROOM)
                    .toList();
        }
    }

    private final BiFunction<ConsumerRecord<byte[], byte[]>, Boolean, Optional<Answer>> reader;

    /**
     * @param reader makes an answer of a record, in the shadow or not; nothing where it does not
     *     count
     */
    AnswerStream(
            GrowingTopic answers,
            GrowingTopic shadows,
            BiFunction<ConsumerRecord<byte[], byte[]>, Boolean, Optional<Answer>> reader) {
        this.reader = reader;
        sources.add(new Source(answers, false));
        sources.add(new Source(shadows, true));
    }

    /** Begins a look, which reads to what is the end of both now. */
    void look() {
        sources.forEach(source -> source.topic.look());
    }

    /** Offsets that this look has to read yet. */
    long behind() {
        return sources.stream().mapToLong(source -> source.topic.behind()).sum();
    }

    /**
     * Hands over the next answers.
     *
     * @param most of them
     * @return whether there may be more
     * @throws freshet.cli.CommandException if records stop coming
     */
    boolean readOn(int most, Consumer<Answer> sink) {
        sources.forEach(this::fill);
        for (int count = 0; count < most; count++) {
            Optional<Deque<Answer>> first = first();
            if (first.isEmpty()) {
                return false;
            }
            sink.accept(first.get().remove());
            if (first.get().isEmpty()) {
                sources.forEach(this::fill);
            }
        }
        return true;
    }

    /** Until the next answer of each partition is known. */
    private void fill(Source source) {
        while (source.lacks()) {
            source.topic.poll(source.full(), record -> reader.apply(record, source.shadow)
                    .ifPresent(answer -> source.lane(new TopicPartition(record.topic(), record.partition()))
                            .add(answer)));
        }
    }

    private Optional<Deque<Answer>> first() {
        Optional<Deque<Answer>> first = Optional.empty();
        long earliest = Long.MAX_VALUE;
        for (Source source : sources) {
            for (Deque<Answer> lane : source.lanes.values()) {
                Answer head = lane.peek();
                if (head != null && (first.isEmpty() || head.answer().emittedMillis() < earliest)) {
                    earliest = head.answer().emittedMillis();
                    first = Optional.of(lane);
                }
            }
        }
        return first;
    }

    @Override
    public void close() {
        sources.forEach(source -> source.topic.close());
    }
}
