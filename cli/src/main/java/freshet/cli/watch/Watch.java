package freshet.cli.watch;

import freshet.cli.Interruption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads the output topics until its end and hands each record on as it comes. What was there before
 * the start comes in the order of time. Of each partition at most two fetches are in memory. For
 * one thread.
 */
final class Watch {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration POSITION = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final OutcomeReader reader;
    private final Shown shown;
    private final java.util.function.Consumer<String> say;

    /** How a watch ended. */
    enum End {
        /** As many are shown as were asked for. */
        COUNT,
        /** The time is over. */
        TIME,
        /** The user asked for the end. */
        ASKED,
        /** Nobody reads the output any more. */
        CLOSED
    }

    /**
     * @param consumer without a group; the caller closes it
     * @param admin the caller closes it too
     * @param say takes a line for the user
     */
    Watch(
            Consumer<byte[], byte[]> consumer,
            Admin admin,
            OutcomeReader reader,
            Shown shown,
            java.util.function.Consumer<String> say) {
        this.consumer = consumer;
        this.admin = admin;
        this.reader = reader;
        this.shown = shown;
        this.say = say;
    }

    /**
     * Watches.
     *
     * @throws freshet.cli.CommandException if the topics cannot be described
     */
    End run(WatchPlan plan, Interruption interruption) {
        TopicWatch watched = TopicWatch.of(admin, plan.topics(), plan.remedy(), say);
        Map<TopicPartition, Long> ends = consumer.endOffsets(watched.partitions());
        Map<TopicPartition, Long> starts = plan.start().offsets(consumer, ends);
        consumer.assign(ends.keySet());
        starts.forEach(consumer::seek);
        say.accept("watching " + String.join(" and ", plan.topics()) + " "
                + plan.start().words() + "; Ctrl-C ends it");
        long begun = System.nanoTime();
        TimeOrder order = new TimeOrder(ends.keySet());
        long lastSign = System.nanoTime();
        while (!interruption.asked()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            records.forEach(order::add);
            order.awaited().stream()
                    .filter(partition -> isAt(partition, ends.get(partition)))
                    .forEach(order::caughtUp);
            lastSign = records.isEmpty() ? lastSign : System.nanoTime();
            if (since(lastSign).compareTo(PATIENCE) > 0) {
                giveUp(order);
            }
            boolean enough = show(order, plan.most());
            if (!shown.flush()) {
                return End.CLOSED;
            }
            if (enough) {
                return End.COUNT;
            }
            if (plan.time().filter(time -> since(begun).compareTo(time) >= 0).isPresent()) {
                return End.TIME;
            }
            readFromBeginning(watched.news(), watched.partitions());
            Set<TopicPartition> resting = order.held();
            resting.addAll(watched.deleted());
            hold(resting);
        }
        return End.ASKED;
    }

    /** True once as many are shown as were asked for. */
    private boolean show(TimeOrder order, long most) {
        Optional<ConsumerRecord<byte[], byte[]>> next = order.next();
        while (next.isPresent() && shown.count() < most) {
            shown.take(reader.read(next.get()));
            next = order.next();
        }
        return shown.count() >= most;
    }

    /** By position, not by record: the last offsets may be transaction markers. */
    private boolean isAt(TopicPartition partition, long end) {
        try {
            return consumer.position(partition, POSITION) >= end;
        } catch (TimeoutException e) {
            return false; // its leader is away
        }
    }

    private void giveUp(TimeOrder order) {
        Set<TopicPartition> late = order.awaited();
        if (!late.isEmpty()) {
            late.forEach(order::caughtUp);
            String names = late.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
            say.accept("nothing came from " + names + " for " + PATIENCE.toSeconds()
                    + " s; what the others have is shown, and the order of time is lost");
        }
    }

    /**
     * Partitions with records that wait bring no more of them. In a topic that is made anew the
     * consumer would read on by itself, from a place of its own choice.
     */
    private void hold(Set<TopicPartition> resting) {
        Set<TopicPartition> free = new HashSet<>(consumer.paused());
        free.removeAll(resting);
        resting.retainAll(consumer.assignment());
        consumer.resume(free);
        consumer.pause(resting);
    }

    private void readFromBeginning(Set<TopicPartition> partitions, Set<TopicPartition> all) {
        if (!partitions.isEmpty()) {
            consumer.assign(all);
            consumer.seekToBeginning(partitions);
        }
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
