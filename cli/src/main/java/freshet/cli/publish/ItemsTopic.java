package freshet.cli.publish;

import freshet.cli.CommandException;
import freshet.cli.item.ItemFile;
import freshet.cli.kafka.CreateHint;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.Rights;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.terminal.Progress;
import freshet.schema.Item;
import freshet.serving.table.ItemRecords;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** The topic of items, which must exist. For one thread. */
final class ItemsTopic {
    private final KafkaConnection connection;
    private final String name;
    private final Clock clock;
    private final TopicItems items;

    /**
     * @param clock dates the records
     * @param warnings is told of records that cannot be read
     * @throws CommandException if there is no such topic
     */
    ItemsTopic(KafkaConnection connection, String name, Clock clock, Consumer<String> warnings) {
        this.connection = connection;
        this.name = name;
        this.clock = clock;
        this.items = new TopicItems(connection, name, warnings);
        try (Admin admin = connection.admin()) {
            Topics.require(
                    admin,
                    List.of(name),
                    CreateHint.of(connection, TopicNames.DEFAULT.withItems(name))
                            + ", or name another one with --topic");
        }
    }

    /** What the topic says now. */
    TopicItems items() {
        return items;
    }

    /**
     * Withholds and releases items; all else that is known of them stays. Waits until the broker
     * has it.
     *
     * @throws CommandException if it does not take a record
     */
    void send(Collection<String> withheld, Collection<String> released) {
        Set<String> all = new HashSet<>(withheld);
        all.addAll(released);
        Map<String, Item> known = items.named(all);
        Instant now = now();
        try (Sending sending = new Sending(all.size())) {
            withheld.forEach(item ->
                    sending.send(ItemRecords.record(name, item, Optional.ofNullable(known.get(item)), false, now)));
            released.forEach(item ->
                    sending.send(ItemRecords.record(name, item, Optional.ofNullable(known.get(item)), true, now)));
            sending.end();
        }
    }

    /**
     * Sends the items of a file that was checked. One of which the file does not say whether it is
     * available stays withheld if it is. Waits until the broker has them.
     *
     * @throws CommandException if it does not take a record
     * @throws IOException if the file cannot be read
     */
    void load(ItemFile file, long count) throws IOException {
        Set<String> withheld = items.withheld();
        Instant now = now();
        try (Sending sending = new Sending(count)) {
            file.forEach((item, saysAvailable) -> sending.send(ItemRecords.record(
                    name,
                    dated(item, saysAvailable ? item.getAvailable() : !withheld.contains(item.getItemId()), now))));
            sending.end();
        }
    }

    private static Item dated(Item item, boolean available, Instant now) {
        return new Item(
                item.getItemId(),
                available,
                item.getTitle().orElse(null),
                item.getAttributes(),
                item.getAvailableFrom().orElse(null),
                item.getAvailableUntil().orElse(null),
                item.getBoost(),
                item.getVector().orElse(null),
                item.getUpdatedAt().orElse(now));
    }

    /**
     * Forgets items: nothing is known of them, and they may be recommended. Waits until the broker
     * has it.
     *
     * @throws CommandException if it does not take a record
     */
    void delete(Collection<String> ids) {
        try (Sending sending = new Sending(ids.size())) {
            ids.forEach(item -> sending.send(ItemRecords.record(name, item, true, now())));
            sending.end();
        }
    }

    private Instant now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Sends records under a bar. */
    private final class Sending implements AutoCloseable {
        private final long all;
        private final AtomicLong acknowledged = new AtomicLong(); // counted by the producer's thread
        private final AtomicReference<Exception> failure = new AtomicReference<>();
        private final Producer<byte[], byte[]> producer = connection.producer();
        private final Progress progress;

        Sending(long all) {
            this.all = all;
            this.progress = Progress.start("sending to " + name, all);
        }

        void send(ProducerRecord<byte[], byte[]> record) {
            if (failure.get() == null) {
                producer.send(record, this::sent);
                progress.stepTo(acknowledged.get());
            }
        }

        private void sent(RecordMetadata place, Exception error) {
            if (error == null) {
                acknowledged.incrementAndGet();
            } else {
                failure.compareAndSet(null, error);
            }
        }

        /** Waits until the broker has all of them. */
        void end() {
            producer.flush();
            if (failure.get() != null) {
                throw new CommandException(
                        "topic " + name + " took " + acknowledged + " of " + all + " records: "
                                + Rights.reason(failure.get(), "WRITE on topic " + name)
                                + "; give the command again, a record may come twice",
                        failure.get());
            }
        }

        @Override
        public void close() {
            producer.close();
            progress.close();
        }
    }
}
