#!/bin/sh
# Flink's exactly-once KafkaSink loses records when the broker aborts a transaction between
# pre-commit and commit, and neither the job nor a checkpoint fails.
#
# One would guess: a commit that the broker refuses fails the job, and the job restarts from a
# checkpoint whose source offsets lie before the lost records.
# What happens: the committer logs one ERROR line and marks the request as "failed with known
# reason". Flink takes that as dealt with. The checkpoint counts as complete, the source offsets
# move on, and the job stays RUNNING even without a restart strategy. No later restore brings the
# records back.
# Here one slow subtask keeps a checkpoint open for longer than transaction.timeout.ms, on a real
# broker and a real Flink. The documents of the connector warn that such a time-out loses data; they
# do not say that the job goes on and that the checkpoint counts.
#
# Who is hit: each job whose checkpoint can take longer than the transaction lives, for example with
# execution.checkpointing.tolerable-failed-checkpoints set: the transactions of an expired
# checkpoint are committed with the next one that completes.
# Versions: flink-connector-kafka 5.0.0-2.2, Flink 2.2.1, kafka-clients and broker 4.2.2, JDK 17.
# Source: KafkaCommitter.commit (InvalidTxnStateException, ProducerFencedException) and
# CommitRequestImpl.signalFailedWithKnownReason.
#
# Seen on 2026-11-29 (200 records sent, 100 of them gone):
#   job: RUNNING
#   checkpoints completed: 2, failed: 0
#   records read, by the committed offset: 200
#   records written and committed: 100
set -eu
. "$(dirname "$0")/lib/java.sh"

packages \
    org.apache.flink:flink-streaming-java:2.2.1 org.apache.flink:flink-clients:2.2.1 \
    org.apache.flink:flink-connector-base:2.2.1 \
    org.apache.flink:flink-connector-kafka:5.0.0-2.2 org.apache.kafka:kafka-clients:4.2.2 \
    org.apache.kafka:kafka_2.13:4.2.2 org.apache.kafka:kafka-metadata:4.2.2 \
    org.apache.kafka:kafka-server-common:4.2.2 org.apache.kafka:kafka-server:4.2.2 \
    org.apache.kafka:kafka-raft:4.2.2 org.slf4j:slf4j-simple:1.7.36

cat >Aborted.java <<'JAVA'
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
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
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.PendingCheckpointStats;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One checkpoint takes longer than the transaction lives that waits for its end. */
public class Aborted {
    static final CountDownLatch ABORTED = new CountDownLatch(1);

    /** Stands for any slow part of a job: its first snapshot ends after the transaction's life. */
    static final class Slow extends RichMapFunction<String, String> implements CheckpointedFunction {
        @Override
        public String map(String value) {
            return value;
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            ABORTED.await();
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {}
    }

    public static void main(String[] args) throws Exception {
        try (Broker broker = new Broker(Path.of("kafka"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address))) {
            admin.createTopics(List.of(new NewTopic("in", 1, (short) 1), new NewTopic("out", 1, (short) 1)))
                    .all().get();
            send(broker, 0, 100);
            Configuration settings = new Configuration();
            settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
            settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofHours(1));
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
            env.setParallelism(1);
            DataStream<String> in = env.fromSource(
                    KafkaSource.<String>builder()
                            .setBootstrapServers(broker.address)
                            .setTopics("in")
                            .setGroupId("job")
                            .setStartingOffsets(OffsetsInitializer.earliest())
                            .setValueOnlyDeserializer(new SimpleStringSchema())
                            .build(),
                    WatermarkStrategy.noWatermarks(), "in");
            in.sinkTo(KafkaSink.<String>builder()
                    .setBootstrapServers(broker.address)
                    .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                    .setTransactionalIdPrefix("job")
                    .setProperty("transaction.timeout.ms", "10000")
                    .setRecordSerializer(KafkaRecordSerializationSchema.builder()
                            .setTopic("out")
                            .setValueSerializationSchema(new SimpleStringSchema())
                            .build())
                    .build());
            in.map(new Slow()).disableChaining().sinkTo(new DiscardingSink<>());
            JobGraph graph = env.getStreamGraph().getJobGraph();
            JobID job = graph.getJobID();
            MiniClusterConfiguration shape = new MiniClusterConfiguration.Builder()
                    .setNumTaskManagers(1)
                    .setNumSlotsPerTaskManager(2)
                    .build();
            try (MiniCluster cluster = new MiniCluster(shape)) {
                cluster.start();
                cluster.submitJob(graph).get();
                until("records written", () -> count(broker, "read_uncommitted") == 100);
                var checkpoint = cluster.triggerCheckpoint(job, CheckpointType.FULL);
                until("all but the slow part have acknowledged", () -> checkpoints(cluster, job)
                        .getHistory().getCheckpoints().stream()
                        .anyMatch(one -> one instanceof PendingCheckpointStats
                                && one.getNumberOfAcknowledgedSubtasks() == one.getNumberOfSubtasks() - 1));
                until("the broker has ended the transaction", () -> admin.listTransactions().all().get().stream()
                        .allMatch(one -> one.state() == TransactionState.COMPLETE_ABORT
                                || one.state() == TransactionState.EMPTY));
                ABORTED.countDown();
                checkpoint.get();
                send(broker, 100, 200);
                until("more records written", () -> count(broker, "read_uncommitted") == 200);
                cluster.triggerCheckpoint(job, CheckpointType.FULL).get();
                until("second commit", () -> count(broker, "read_committed") >= 100);
                until("offsets", () -> offset(admin) == 200);
                CheckpointStatsSnapshot stats = checkpoints(cluster, job);
                System.out.println("job: " + cluster.getJobStatus(job).get());
                System.out.println("checkpoints completed: " + stats.getCounts().getNumberOfCompletedCheckpoints()
                        + ", failed: " + stats.getCounts().getNumberOfFailedCheckpoints());
                System.out.println("records read, by the committed offset: " + offset(admin));
                System.out.println("records written and committed: " + count(broker, "read_committed"));
                cluster.cancelJob(job).get();
            }
        }
        System.exit(0);
    }

    static CheckpointStatsSnapshot checkpoints(MiniCluster cluster, JobID job) throws Exception {
        return cluster.getExecutionGraph(job).get().getCheckpointStatsSnapshot();
    }

    static long offset(Admin admin) throws Exception {
        var offset = admin.listConsumerGroupOffsets("job").partitionsToOffsetAndMetadata().get()
                .get(new TopicPartition("in", 0));
        return offset == null ? 0 : offset.offset();
    }

    static void send(Broker broker, int from, int to) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) broker.address), new StringSerializer(), new StringSerializer())) {
            for (int i = from; i < to; i++) {
                producer.send(new ProducerRecord<>("in", "record " + i));
            }
        }
    }

    /** Records of the output topic that a reader of this isolation level is given. */
    static int count(Broker broker, String isolation) {
        TopicPartition out = new TopicPartition("out", 0);
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", (Object) broker.address, "isolation.level", isolation),
                new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(out));
            consumer.seekToBeginning(List.of(out));
            long end = consumer.endOffsets(List.of(out)).get(out);
            int count = 0;
            while (consumer.position(out) < end) {
                count += consumer.poll(Duration.ofMillis(100)).count();
            }
            return count;
        }
    }

    static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within 60 s: " + what);
            }
            Thread.sleep(100);
        }
    }
}
JAVA
program Aborted.java "$findings/lib/Broker.java"
run -Dorg.slf4j.simpleLogger.defaultLogLevel=error Aborted
grep -oE 'Unable to commit transaction' errors | sort | uniq -c
expect 'job: RUNNING' 'checkpoints completed: 2, failed: 0' \
    'records read, by the committed offset: 200' 'records written and committed: 100'
