package freshet.job.stream.output;

import freshet.job.settings.JobSettings;
import freshet.job.settings.JobSettings.OutputSettings;
import freshet.job.settings.JobSettings.OutputSettings.Delivery;
import freshet.job.stream.Rejection;
import freshet.schema.ItemList;
import freshet.schema.Recommendation;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/** Builds the sinks, all with one guarantee of delivery. */
public final class KafkaSinks {
    /** What at-least-once lets be set in a way in which Kafka has no transactions. */
    private static final List<String> NOT_WITH_TRANSACTIONS =
            List.of("acks", "enable.idempotence", "retries", "max.in.flight.requests.per.connection");

    private KafkaSinks() {}

    /** The sink of the answers. */
    public static Sink<Recommendation> recommendations(JobSettings settings) {
        String topic = settings.output().recommendationsTopic();
        return sink(settings, "recommendations", topic, new OutputRecords.Answers(topic));
    }

    /** The sink of the answers of a trial that are for comparison alone. */
    public static Sink<Recommendation> shadows(JobSettings settings, String topic) {
        return sink(settings, "shadow", topic, new OutputRecords.Answers(topic));
    }

    /** The sink of the lists of items. */
    public static Sink<ItemList> lists(JobSettings settings, String topic) {
        return sink(settings, "lists", topic, new OutputRecords.Lists(topic));
    }

    /** The sink of the events without an answer. */
    public static Sink<Rejection> rejections(JobSettings settings) {
        String topic = settings.output().rejectedTopic();
        return sink(settings, "rejected", topic, new OutputRecords.Rejections(topic));
    }

    private static <T> Sink<T> sink(
            JobSettings settings, String name, String topic, KafkaRecordSerializationSchema<T> records) {
        OutputSettings output = settings.output();
        Properties producer = settings.kafka().clientProperties();
        producer.setProperty(
                "transaction.timeout.ms", "" + output.transactionTimeout().toMillis());
        producer.putIfAbsent("linger.ms", "0"); // the batch has lingered already
        String transactions = output.transactionPrefix() + "-" + name;
        if (output.delivery() == Delivery.EXACTLY_ONCE) {
            KafkaSink<T> sink = sink(DeliveryGuarantee.EXACTLY_ONCE, producer, records, transactions);
            return new WatchedSink<>(sink, sink, settings.kafka().clientProperties(), output, topic);
        }
        return new WatchedSink<>(
                sink(DeliveryGuarantee.AT_LEAST_ONCE, producer, records, transactions),
                ofRestoredTransactions(producer, records),
                settings.kafka().clientProperties(),
                output,
                topic);
    }

    /**
     * Commits what a checkpoint of exactly-once has left. Its own prefix only names the connector's
     * way from committer to writer, of which a JVM has one per prefix; the checkpoint names the
     * transactions.
     */
    private static <T> KafkaSink<T> ofRestoredTransactions(
            Properties producer, KafkaRecordSerializationSchema<T> records) {
        Properties transactional = new Properties();
        transactional.putAll(producer);
        NOT_WITH_TRANSACTIONS.forEach(transactional::remove);
        return sink(
                DeliveryGuarantee.EXACTLY_ONCE,
                transactional,
                records,
                UUID.randomUUID().toString());
    }

    private static <T> KafkaSink<T> sink(
            DeliveryGuarantee guarantee,
            Properties producer,
            KafkaRecordSerializationSchema<T> records,
            String transactions) {
        return KafkaSink.<T>builder()
                .setKafkaProducerConfig(producer)
                .setRecordSerializer(records)
                .setDeliveryGuarantee(guarantee)
                // Reuses a few transaction names, where the older strategy leaves one per
                // checkpoint on the broker.
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setTransactionalIdPrefix(transactions)
                .build();
    }
}
