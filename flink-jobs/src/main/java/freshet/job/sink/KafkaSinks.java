package freshet.job.sink;

import freshet.job.settings.Delivery;
import freshet.job.settings.JobSettings;
import freshet.job.settings.OutputSettings;
import freshet.job.stream.Rejection;
import freshet.schema.Recommendation;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/** Builds the two sinks. */
public final class KafkaSinks {
    private KafkaSinks() {}

    /** The sink of the answers. */
    public static Sink<Recommendation> recommendations(JobSettings settings) {
        return sink(
                settings,
                "recommendations",
                new RecommendationRecords(settings.output().recommendationsTopic()));
    }

    /** The sink of the events without an answer. */
    public static Sink<Rejection> rejections(JobSettings settings) {
        return sink(settings, "rejected", new RejectionRecords(settings.output().rejectedTopic()));
    }

    private static <T> Sink<T> sink(JobSettings settings, String name, KafkaRecordSerializationSchema<T> records) {
        OutputSettings output = settings.output();
        Properties producer = settings.kafka().clientProperties();
        producer.setProperty(
                "transaction.timeout.ms", "" + output.transactionTimeout().toMillis());
        producer.putIfAbsent("linger.ms", "0"); // the batch has lingered already
        KafkaSink<T> sink = KafkaSink.<T>builder()
                .setKafkaProducerConfig(producer)
                .setBootstrapServers(settings.kafka().bootstrapServers())
                .setRecordSerializer(records)
                .setDeliveryGuarantee(
                        output.delivery() == Delivery.EXACTLY_ONCE
                                ? DeliveryGuarantee.EXACTLY_ONCE
                                : DeliveryGuarantee.AT_LEAST_ONCE)
                // Reuses a few transaction names, where the older strategy leaves one per
                // checkpoint on the broker.
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setTransactionalIdPrefix(output.transactionPrefix() + "-" + name)
                .build();
        return new WatchedSink<>(sink, settings.kafka().clientProperties(), output);
    }
}
