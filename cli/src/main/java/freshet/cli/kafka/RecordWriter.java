package freshet.cli.kafka;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Takes records to the broker. */
@FunctionalInterface
public interface RecordWriter {
    /**
     * Writes records in their order and waits until the broker has them.
     *
     * @throws ExecutionException if the broker does not take one; its cause says why
     * @throws InterruptedException before it is known whether the broker has them
     */
    void write(List<ProducerRecord<byte[], byte[]>> records) throws ExecutionException, InterruptedException;

    /** One that writes at any time, by a producer for each call. */
    static RecordWriter of(KafkaConnection connection) {
        return records -> {
            try (Producer<byte[], byte[]> producer = connection.producer()) {
                for (ProducerRecord<byte[], byte[]> record : records) {
                    producer.send(record).get();
                }
            }
        };
    }
}
