#!/bin/sh
# The newest Kafka connector of Flink runs with kafka-clients 4.3.0 in all delivery modes but
# exactly-once, which fails at its first checkpoint.
#
# One would guess: a minor version of the client may replace another, since its public interface is
# the same; what does not fit is seen when the job starts.
# What happens: all resolves and compiles, at-least-once works, exactly-once starts and writes its
# records. The commit of the first checkpoint then calls TransactionalRequestResult.await(), an
# internal method that 4.3.0 no longer has. With a restart strategy that is a loop, and a savepoint
# cannot be taken either. A test that ends before the first checkpoint passes.
#
# Who is hit: those who raise kafka-clients by themselves, by a BOM or for a security notice, under
# an exactly-once KafkaSink. kafka-clients 4.2.2 is the last that works.
# Versions: flink-connector-kafka 5.0.0-2.2 (made for kafka-clients 4.2.0), Flink 2.2.1,
# kafka-clients and broker 4.2.2 and 4.3.0, JDK 17.
# Source: FlinkKafkaInternalProducer reaches into the producer by reflection and internal classes.
#
# Seen on 2026-11-29:
#   kafka-clients 4.2.2, exactly-once: ten records written, the checkpoint completes
#   kafka-clients 4.3.0, exactly-once: ten records written, the checkpoint fails by
#       NoSuchMethodError: 'void ... .producer.internals.TransactionalRequestResult.await()'
#   kafka-clients 4.3.0, at-least-once: ten records written, the checkpoint completes
set -eu
. "$(dirname "$0")/lib/java.sh"

cat >Job.java <<'JAVA'
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.AppInfoParser;

/** Ten records through a job from topic to topic, then one checkpoint, in each delivery mode. */
public class Job {
    public static void main(String[] args) throws Exception {
        try (Broker broker = new Broker(Path.of("kafka-" + AppInfoParser.getVersion()));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address))) {
            for (DeliveryGuarantee guarantee : DeliveryGuarantee.values()) {
                System.out.println("kafka-clients " + AppInfoParser.getVersion() + ", " + guarantee + ": "
                        + checkpoint(broker, admin, guarantee));
            }
        }
        System.exit(0);
    }

    static String checkpoint(Broker broker, Admin admin, DeliveryGuarantee guarantee) throws Exception {
        String in = guarantee.name() + "-in";
        String out = guarantee.name() + "-out";
        admin.createTopics(List.of(new NewTopic(in, 1, (short) 1), new NewTopic(out, 1, (short) 1))).all().get();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) broker.address), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < 10; i++) {
                producer.send(new ProducerRecord<>(in, "record " + i));
            }
        }
        JobGraph graph = graph(broker, guarantee, in, out);
        JobID job = graph.getJobID();
        MiniClusterConfiguration shape = new MiniClusterConfiguration.Builder().build();
        try (MiniCluster cluster = new MiniCluster(shape)) {
            cluster.start();
            cluster.submitJob(graph).get();
            TopicPartition written = new TopicPartition(out, 0);
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (admin.listOffsets(Map.of(written, OffsetSpec.latest())).all().get().get(written).offset() < 10) {
                if (System.nanoTime() > end) {
                    return "nothing written, job " + cluster.getJobStatus(job).get();
                }
                Thread.sleep(100);
            }
            try {
                cluster.triggerCheckpoint(job, CheckpointType.FULL).get();
            } catch (Exception e) {
                return "ten records written, the checkpoint fails by " + root(
                        cluster.requestJobResult(job).get().getSerializedThrowable().orElseThrow()
                                .deserializeError(Job.class.getClassLoader()));
            }
            cluster.cancelJob(job).get();
            return "ten records written, the checkpoint completes";
        }
    }

    static String root(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    static JobGraph graph(Broker broker, DeliveryGuarantee guarantee, String in, String out) {
        Configuration settings = new Configuration();
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofHours(1));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        env.setParallelism(1);
        env.fromSource(
                        KafkaSource.<String>builder()
                                .setBootstrapServers(broker.address)
                                .setTopics(in)
                                .setStartingOffsets(OffsetsInitializer.earliest())
                                .setValueOnlyDeserializer(new SimpleStringSchema())
                                .build(),
                        WatermarkStrategy.noWatermarks(), "in")
                .sinkTo(KafkaSink.<String>builder()
                        .setBootstrapServers(broker.address)
                        .setDeliveryGuarantee(guarantee)
                        .setTransactionalIdPrefix("job")
                        .setProperty("transaction.timeout.ms", "60000")
                        .setRecordSerializer(KafkaRecordSerializationSchema.builder()
                                .setTopic(out)
                                .setValueSerializationSchema(new SimpleStringSchema())
                                .build())
                        .build());
        return env.getStreamGraph().getJobGraph();
    }
}
JAVA
for kafka in 4.2.2 4.3.0; do
    packages \
        org.apache.flink:flink-streaming-java:2.2.1 org.apache.flink:flink-clients:2.2.1 \
        org.apache.flink:flink-connector-base:2.2.1 \
        org.apache.flink:flink-connector-kafka:5.0.0-2.2 org.apache.kafka:kafka-clients:$kafka \
        org.apache.kafka:kafka_2.13:$kafka org.apache.kafka:kafka-metadata:$kafka \
        org.apache.kafka:kafka-server-common:$kafka org.apache.kafka:kafka-server:$kafka \
        org.apache.kafka:kafka-raft:$kafka org.slf4j:slf4j-nop:1.7.36
    program Job.java "$findings/lib/Broker.java"
    run Job
    cat output >>outputs
done
mv outputs output
expect 'kafka-clients 4.2.2, exactly-once: ten records written, the checkpoint completes' \
    'kafka-clients 4.3.0, exactly-once: .*fails by NoSuchMethodError: .*TransactionalRequestResult.await.*' \
    'kafka-clients 4.3.0, at-least-once: ten records written, the checkpoint completes'
