package freshet.cli.publish;

import freshet.cli.CommandException;
import freshet.cli.kafka.CreateHint;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.Rights;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.terminal.Progress;
import freshet.serving.table.AvailabilityRecords;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The topic of the items' availability, which must exist. A released item gets a tombstone, so that
 * compaction forgets it. For one thread.
 */
final class AvailabilityTopic {
    private final KafkaConnection connection;
    private final String name;
    private final Clock clock;
    private final AtomicInteger acknowledged = new AtomicInteger(); // counted by the producer's thread
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * @param clock dates the records
     * @throws CommandException if there is no such topic
     */
    AvailabilityTopic(KafkaConnection connection, String name, Clock clock) {
        this.connection = connection;
        this.name = name;
        this.clock = clock;
        try (Admin admin = connection.admin()) {
            Topics.require(
                    admin,
                    List.of(name),
                    CreateHint.of(connection, TopicNames.DEFAULT.withItems(name))
                            + ", or name another one with --topic");
        }
    }

    /**
     * The ids of the items that are withheld now, in their order.
     *
     * @param warnings is told of records that cannot be read
     */
    List<String> withheld(Consumer<String> warnings) {
        return WithheldItems.read(connection, name, warnings);
    }

    /**
     * Sends a record for every item and waits until the broker has them all.
     *
     * @throws CommandException if it does not take one
     */
    void send(Collection<String> withheld, Collection<String> released) {
        int all = withheld.size() + released.size();
        try (Producer<byte[], byte[]> producer = connection.producer();
                Progress progress = Progress.start("sending to " + name, all)) {
            Instant now = Instant.now(clock).truncatedTo(ChronoUnit.MILLIS);
            for (String item : withheld) {
                send(producer, AvailabilityRecords.record(name, item, false, now));
                progress.stepTo(acknowledged.get());
            }
            for (String item : released) {
                send(producer, AvailabilityRecords.record(name, item, true, now));
                progress.stepTo(acknowledged.get());
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new CommandException(
                    "topic " + name + " took " + acknowledged + " of " + all + " records: "
                            + Rights.reason(failure.get(), "WRITE on topic " + name)
                            + "; give the command again, a record may come twice",
                    failure.get());
        }
    }

    private void send(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        if (failure.get() == null) {
            producer.send(record, this::sent);
        }
    }

    private void sent(RecordMetadata place, Exception error) {
        if (error == null) {
            acknowledged.incrementAndGet();
        } else {
            failure.compareAndSet(null, error);
        }
    }
}
