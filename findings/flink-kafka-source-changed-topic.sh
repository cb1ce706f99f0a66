#!/bin/sh
# A Flink job that is restored with another topic in KafkaSource.setTopics reads the old topic on,
# beside the new one, and reads the new one from its beginning though it was told latest.
#
# One would guess: the topics of the builder say what is read, and a topic without state starts
# where setStartingOffsets says.
# What happens: the splits of the savepoint are taken up without a comparison with setTopics, so the
# old topic stays, for ever, since each later savepoint holds it too. The new topic's partitions
# count as discovered after the start, and these begin at the earliest offset, whatever the builder
# says. FlinkKafkaConsumer, which KafkaSource replaced, filtered restored partitions by default.
# Remedy: another uid for the source together with another topic.
#
# Who is hit: those who move a job to a renamed topic or to a test topic and keep its state.
# Versions: flink-connector-kafka 5.0.0-2.2, Flink 2.2.1, kafka-clients and broker 4.2.2, JDK 17.
# Source: FLINK-34089 proposed to refuse this; its pull request was closed with the question whether
# it is meant so.
#
# Seen on 2026-11-29 (10 records lay in each topic at the restore):
#   restored with setTopics(second) and latest: 10 records of second from before the restore
#   then 10 were sent to each: 10 read of second, 10 of first
set -eu
. "$(dirname "$0")/lib/java.sh"

packages \
    org.apache.flink:flink-streaming-java:2.2.1 org.apache.flink:flink-clients:2.2.1 \
    org.apache.flink:flink-connector-base:2.2.1 \
    org.apache.flink:flink-connector-kafka:5.0.0-2.2 org.apache.kafka:kafka-clients:4.2.2 \
    org.apache.kafka:kafka_2.13:4.2.2 org.apache.kafka:kafka-metadata:4.2.2 \
    org.apache.kafka:kafka-server-common:4.2.2 org.apache.kafka:kafka-server:4.2.2 \
    org.apache.kafka:kafka-raft:4.2.2 org.slf4j:slf4j-nop:1.7.36

cat >Changed.java <<'JAVA'
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A job that reads topic "first" stops with a savepoint; it is restored with topic "second" in its place. */
public class Changed {
    static final Queue<String> READ = new ConcurrentLinkedQueue<>();

    static final class Note implements MapFunction<String, String> {
        @Override
        public String map(String value) {
            READ.add(value);
            return value;
        }
    }

    public static void main(String[] args) throws Exception {
        MiniClusterConfiguration shape = new MiniClusterConfiguration.Builder().build();
        try (Broker broker = new Broker(Path.of("kafka"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address));
                MiniCluster cluster = new MiniCluster(shape)) {
            admin.createTopics(List.of(new NewTopic("first", 1, (short) 1), new NewTopic("second", 1, (short) 1)))
                    .all().get();
            send(broker, "first", "first", 10);
            cluster.start();
            JobID job = start(cluster, broker, "first", OffsetsInitializer.earliest(), null);
            until(() -> READ.size() == 10);
            String savepoint = cluster.stopWithSavepoint(
                    job, Path.of("savepoints").toUri().toString(), false, SavepointFormatType.CANONICAL).get();
            send(broker, "second", "second, before the restore", 10);
            READ.clear();
            job = start(cluster, broker, "second", OffsetsInitializer.latest(), savepoint);
            until(() -> read("second, before") == 10);
            System.out.println("restored with setTopics(second) and latest: " + read("second, before")
                    + " records of second from before the restore");
            send(broker, "first", "first, after the restore", 10);
            send(broker, "second", "second, after the restore", 10);
            until(() -> read("second, after") == 10 && read("first, after") == 10);
            System.out.println("then 10 were sent to each: " + read("second, after") + " read of second, "
                    + read("first, after") + " of first");
            cluster.cancelJob(job).get();
        }
        System.exit(0);
    }

    static long read(String prefix) {
        return READ.stream().filter(value -> value.startsWith(prefix)).count();
    }

    static JobID start(MiniCluster cluster, Broker broker, String topic, OffsetsInitializer from, String savepoint)
            throws Exception {
        Configuration settings = new Configuration();
        settings.setString("restart-strategy.type", "none");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        env.setParallelism(1);
        env.enableCheckpointing(3_600_000);
        env.fromSource(
                        KafkaSource.<String>builder()
                                .setBootstrapServers(broker.address)
                                .setTopics(topic)
                                .setStartingOffsets(from)
                                .setValueOnlyDeserializer(new SimpleStringSchema())
                                .build(),
                        WatermarkStrategy.noWatermarks(), "source")
                .uid("source")
                .map(new Note())
                .sinkTo(new DiscardingSink<>());
        JobGraph graph = env.getStreamGraph().getJobGraph();
        if (savepoint != null) {
            graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
        }
        cluster.submitJob(graph).get();
        return graph.getJobID();
    }

    static void send(Broker broker, String topic, String text, int count) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) broker.address), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(topic, text + " " + i));
            }
        }
    }

    static void until(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within 30 s, read: " + READ);
            }
            Thread.sleep(100);
        }
    }
}
JAVA
program Changed.java "$findings/lib/Broker.java"
run Changed
expect 'restored with setTopics\(second\) and latest: 10 records of second from before the restore' \
    'then 10 were sent to each: 10 read of second, 10 of first'
