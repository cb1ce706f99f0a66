#!/bin/sh
# Closing a Kafka consumer that has read its topic to the end takes fetch.max.wait.ms, half a second
# as it comes.
#
# One would guess: close() has nothing to wait for. No group is left and no offset is committed.
# What happens: poll() sends the next fetch before it returns. At the end of the topic the broker
# holds that one back for fetch.max.wait.ms. close() tells the broker that its fetch session ends and
# waits for the answer, which comes on the same connection, behind the answer to the fetch.
#
# Who is hit: each program that reads a topic whole and closes, such as a command or a start that
# restores a table; a read of a hundred records takes half a second more. A small fetch.max.wait.ms
# for such a consumer helps, or close(CloseOptions) with a time of zero.
# Versions: kafka-clients 4.2.2, broker 4.2.2 (KRaft), JDK 17.
# Source: KAFKA-7109 ends the fetch session at the close; the tests of KAFKA-19884 hold the wait.
#
# Seen on 2026-12-01:
#   read to the end, fetch.max.wait.ms 500: the close takes 500 ms or more
#   read to the end, fetch.max.wait.ms 20: the close takes less than 250 ms
#   read to the end, fetch.max.wait.ms 500, close with zero: the close takes less than 250 ms
set -eu
. "$(dirname "$0")/lib/java.sh"

packages org.apache.kafka:kafka-clients:4.2.2 \
    org.apache.kafka:kafka_2.13:4.2.2 org.apache.kafka:kafka-metadata:4.2.2 \
    org.apache.kafka:kafka-server-common:4.2.2 org.apache.kafka:kafka-server:4.2.2 \
    org.apache.kafka:kafka-raft:4.2.2 org.slf4j:slf4j-simple:1.7.36

cat >Closed.java <<'JAVA'
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic is read to its end, and the close is timed: the shortest of some, as machines are shared. */
public class Closed {
    private static final int RECORDS = 100;
    private static final int TIMES = 5;
    private static final TopicPartition PARTITION = new TopicPartition("read", 0);

    public static void main(String[] args) throws Exception {
        try (Broker broker = new Broker(Path.of("kafka"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address))) {
            admin.createTopics(List.of(new NewTopic("read", 1, (short) 1))).all().get();
            try (var producer = new KafkaProducer<>(
                    Map.<String, Object>of("bootstrap.servers", broker.address),
                    new StringSerializer(), new StringSerializer())) {
                for (int i = 0; i < RECORDS; i++) {
                    producer.send(new ProducerRecord<>("read", "record " + i));
                }
            }
            show(broker, 500, "", KafkaConsumer::close);
            show(broker, 20, "", KafkaConsumer::close);
            show(broker, 500, ", close with zero", c -> c.close(CloseOptions.timeout(Duration.ZERO)));
        }
        System.exit(0);
    }

    static void show(Broker broker, int wait, String how, Consumer<KafkaConsumer<String, String>> close) {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            shortest = Math.min(shortest, closing(broker, wait, close));
        }
        System.err.println(wait + how + ": " + shortest + " ms");
        String time = shortest >= 480 ? "500 ms or more" : shortest < 250 ? "less than 250 ms" : shortest + " ms";
        System.out.println("read to the end, fetch.max.wait.ms " + wait + how + ": the close takes " + time);
    }

    static long closing(Broker broker, int wait, Consumer<KafkaConsumer<String, String>> close) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", broker.address, "fetch.max.wait.ms", wait),
                new StringDeserializer(), new StringDeserializer());
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
        while (consumer.position(PARTITION) < RECORDS) {
            consumer.poll(Duration.ofMillis(200));
        }
        long start = System.nanoTime();
        close.accept(consumer);
        return (System.nanoTime() - start) / 1_000_000;
    }
}
JAVA
program Closed.java "$findings/lib/Broker.java"
run -Dorg.slf4j.simpleLogger.defaultLogLevel=error Closed
expect 'read to the end, fetch.max.wait.ms 500: the close takes 500 ms or more' \
    'read to the end, fetch.max.wait.ms 20: the close takes less than 250 ms' \
    'read to the end, fetch.max.wait.ms 500, close with zero: the close takes less than 250 ms'
