package freshet.cli.kafka;

import freshet.cli.CommandException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Writes as long as no other one of its name has begun, by Kafka's fencing of transactional
 * producers: what it writes comes after all that those before it have written, and none of them
 * writes any more. Records of one call are all written, or none. For one thread.
 */
public final class FencedWriter implements RecordWriter, AutoCloseable {
    private static final Duration VISIBLE = Duration.ofSeconds(30);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final String name;
    private final Producer<byte[], byte[]> producer;
    private final Admin admin;

    /**
     * Begins: from now on no other one of this name writes.
     *
     * @param name the transactional id
     * @throws CommandException if the brokers begin no transactions for this client
     */
    public FencedWriter(KafkaConnection connection, String name) {
        this.name = name;
        this.producer = connection.producer(name);
        this.admin = connection.admin();
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            close();
            throw new CommandException(
                    "Kafka at " + connection.bootstrapServers() + " begins no transaction " + name + ": " + why(e), e);
        }
    }

    private String why(KafkaException failure) {
        if (failure instanceof AuthorizationException) {
            return Rights.reason(failure, "WRITE and DESCRIBE on the transactional id " + name);
        }
        return failure.getMessage() + "; check the brokers' log: transaction.state.log.replication.factor must be at"
                + " most the number of brokers";
    }

    /**
     * {@inheritDoc} A reader of committed records finds them then.
     *
     * @throws FencedException if another one of its name has begun
     */
    @Override
    public void write(List<ProducerRecord<byte[], byte[]>> records) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = new HashMap<>();
        try {
            producer.beginTransaction();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ProducerRecord<byte[], byte[]> record : records) {
                sent.add(producer.send(record));
            }
            for (Future<RecordMetadata> each : sent) {
                RecordMetadata place = each.get();
                ends.merge(new TopicPartition(place.topic(), place.partition()), place.offset() + 1, Math::max);
            }
            producer.commitTransaction();
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (KafkaException e) {
            throw failed(e);
        }
        awaitVisible(ends);
    }

    private ExecutionException failed(Throwable cause) {
        if (isFenced(cause)) {
            throw new FencedException(name, cause);
        }
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            if (isFenced(e)) {
                throw new FencedException(name, e);
            }
            cause.addSuppressed(e);
        }
        return new ExecutionException(cause);
    }

    private static boolean isFenced(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof ProducerFencedException || each instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    /** A commit is over before its partitions know it. */
    private void awaitVisible(Map<TopicPartition, Long> ends) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        ends.keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < VISIBLE.toNanos()) {
            var found = admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get();
            if (ends.entrySet().stream().allMatch(end -> found.get(end.getKey()).offset() >= end.getValue())) {
                return;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        throw new ExecutionException(new KafkaException("what was written to " + ends.keySet()
                + " is not visible after " + VISIBLE.toSeconds() + " s: another transaction is open there"));
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        admin.close(Duration.ZERO);
    }
}
