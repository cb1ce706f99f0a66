#!/bin/sh
# A producer of kafka-clients 4 refuses records within a second when no broker answers, although its
# buffer is empty and the topic was written to before.
#
# One would guess: send() to a topic that the producer knows puts the record into the buffer and
# returns. An outage shorter than delivery.timeout.ms (2 minutes) loses nothing while
# buffer.memory (32 MB) has room.
# What happens: metadata.recovery.strategy is rebootstrap by default since 4.0. Once no known broker
# can be connected to, the client goes back to bootstrap.servers and forgets the topics along with
# the brokers. From then on send() waits for the topic's metadata. By default it blocks the caller
# for a minute (max.block.ms) and then refuses the record as "not present in metadata". With
# max.block.ms=0 it refuses each record at once. What entered the buffer before is written later.
# metadata.recovery.rebootstrap.trigger.ms (5 minutes) does not delay this.
# With metadata.recovery.strategy=none no call blocks, no record is refused, and all are written
# after the outage. The documents say of none that "the client fails"; of rebootstrap they do not
# say that it costs the buffer.
#
# Who is hit: each service that sends from threads that must not block, and each that counts on the
# buffer while all brokers are away: a cluster of one broker that restarts, or a cut network.
# Versions: kafka-clients 4.2.2, broker 4.2.2 (KRaft), JDK 17.
# Source: Metadata.rebootstrap (KIP-899) replaces the snapshot by one without topics; KIP-1102 made
# it the default.
#
# Seen on 2026-11-30 (an outage of about a minute; topic rebootstrap-0 is with max.block.ms=0,
# none-0 with that and with none, defaults with neither, none with none):
#   rebootstrap-0: 150 sent, 150 refused, 0 written after, longest send() 0 s, TimeoutException: ...
#   none-0: 150 sent, 0 refused, 150 written after, longest send() 0 s, no error
#   defaults: 1 sent, 1 refused, 0 written after, longest send() 60 s, TimeoutException: ...
#   none: 150 sent, 0 refused, 150 written after, longest send() 0 s, no error
set -eu
. "$(dirname "$0")/lib/java.sh"

packages org.apache.kafka:kafka-clients:4.2.2 \
    org.apache.kafka:kafka_2.13:4.2.2 org.apache.kafka:kafka-metadata:4.2.2 \
    org.apache.kafka:kafka-server-common:4.2.2 org.apache.kafka:kafka-server:4.2.2 \
    org.apache.kafka:kafka-raft:4.2.2 org.slf4j:slf4j-simple:1.7.36

cat >Outage.java <<'JAVA'
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The only broker stops under four producers that have written before, and starts again. */
public class Outage {
    public static void main(String[] args) throws Exception {
        try (Broker broker = new Broker(Path.of("kafka"))) {
            List<Sender> senders = List.of(
                    new Sender(broker, "rebootstrap-0", Map.of("max.block.ms", 0)),
                    new Sender(broker, "none-0", Map.of("max.block.ms", 0, "metadata.recovery.strategy", "none")),
                    new Sender(broker, "defaults", Map.of()),
                    new Sender(broker, "none", Map.of("metadata.recovery.strategy", "none")));
            broker.stop();
            for (Sender sender : senders) {
                sender.start();
            }
            for (Sender sender : senders) {
                sender.join();
            }
            broker.start();
            for (Sender sender : senders) {
                sender.show(broker);
            }
        }
        System.exit(0);
    }

    /** Sends one record before the outage; in it 150, one each 100 ms, or until a call blocks. */
    static final class Sender extends Thread {
        private final String topic;
        private final KafkaProducer<String, String> producer;
        private final List<Future<RecordMetadata>> sent = new ArrayList<>();
        private long refused;
        private long longest;
        private String error = "no error";

        Sender(Broker broker, String topic, Map<String, Object> own) throws Exception {
            this.topic = topic;
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address))) {
                admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            }
            Map<String, Object> settings = new HashMap<>(own);
            settings.put("bootstrap.servers", broker.address);
            producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
            write("before");
        }

        /** Writes one record; without blocking, a new producer has to ask for the topic first. */
        private void write(String value) throws Exception {
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (true) {
                try {
                    producer.send(new ProducerRecord<>(topic, value)).get();
                    return;
                } catch (ExecutionException e) {
                    if (System.nanoTime() > end) {
                        throw e;
                    }
                    Thread.sleep(50);
                }
            }
        }

        @Override
        public void run() {
            while (sent.size() < 150 && longest < Duration.ofSeconds(5).toNanos()) {
                long from = System.nanoTime();
                Future<RecordMetadata> future = producer.send(new ProducerRecord<>(topic, "in the outage"));
                longest = Math.max(longest, System.nanoTime() - from);
                sent.add(future);
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            for (Future<RecordMetadata> future : sent) {
                refused += future.isDone() ? 1 : 0;
            }
        }

        void show(Broker broker) throws Exception {
            producer.flush();
            for (Future<RecordMetadata> future : sent) {
                try {
                    future.get();
                } catch (ExecutionException e) {
                    error = e.getCause().getClass().getSimpleName() + ": " + e.getCause().getMessage();
                }
            }
            producer.close();
            TopicPartition partition = new TopicPartition(topic, 0);
            long written;
            try (var consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", (Object) broker.address),
                    new StringDeserializer(),
                    new StringDeserializer())) {
                written = consumer.endOffsets(List.of(partition)).get(partition) - 1;
            }
            System.out.printf(
                    "%s: %d sent, %d refused, %d written after, longest send() %d s, %s%n",
                    topic, sent.size(), refused, written, longest / 1_000_000_000, error);
        }
    }
}
JAVA
program Outage.java "$findings/lib/Broker.java"
run -Dorg.slf4j.simpleLogger.defaultLogLevel=error Outage
expect 'rebootstrap-0: 150 sent, 1[0-9]{2} refused, [0-9]{1,2} written after, longest send\(\) [0-4] s, .*' \
    'rebootstrap-0: .*, TimeoutException: Topic rebootstrap-0 not present in metadata after 0 ms.' \
    'none-0: 150 sent, 0 refused, 150 written after, longest send\(\) [0-4] s, no error' \
    'defaults: [0-9]+ sent, 1 refused, [0-9]+ written after, longest send\(\) 6[0-9] s, .*' \
    'defaults: .*, TimeoutException: Topic defaults not present in metadata after 60000 ms.' \
    'none: 150 sent, 0 refused, 150 written after, longest send\(\) [0-4] s, no error'
