#!/bin/sh
# A Kafka consumer goes on at its old position in a topic that was deleted and made anew under the
# same name, with auto.offset.reset=none too, although broker and client exchange topic ids.
#
# One would guess: topics have ids since KIP-516, fetch requests carry them, and the broker answers
# INCONSISTENT_TOPIC_ID; so the consumer starts anew or throws.
# What happens: the client logs a WARN, takes up the new id and reads on at the old number. It skips
# as many records of the new topic as it had read of the old one. An error comes only where the new
# topic is shorter than the position. It is the same with assigned partitions (that is what Flink's
# KafkaSource uses), with group.protocol=classic and with group.protocol=consumer.
#
# Who is hit: each consumer that outlives a topic, and each program that stores offsets outside of
# Kafka and compares them by topic name alone. Store the topic id with the offset and compare it.
# Versions: kafka-clients 4.2.2, broker 4.2.2 (KRaft), JDK 17.
# Source: KAFKA-12257 let the client's metadata follow the new id; the position stays.
#
# Seen on 2026-11-29 (50 records read; the new topic has 80):
#   assign, after: 30 records, new 50 to new 79, no error
#   classic, after: 30 records, new 50 to new 79, no error
#   consumer, after: 30 records, new 50 to new 79, no error
set -eu
. "$(dirname "$0")/lib/java.sh"

packages org.apache.kafka:kafka-clients:4.2.2 \
    org.apache.kafka:kafka_2.13:4.2.2 org.apache.kafka:kafka-metadata:4.2.2 \
    org.apache.kafka:kafka-server-common:4.2.2 org.apache.kafka:kafka-server:4.2.2 \
    org.apache.kafka:kafka-raft:4.2.2 org.slf4j:slf4j-simple:1.7.36

cat >Recreated.java <<'JAVA'
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic is deleted and made anew under a consumer that lives on. */
public class Recreated {
    public static void main(String[] args) throws Exception {
        try (Broker broker = new Broker(Path.of("kafka"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address))) {
            for (String protocol : new String[] {"assign", "classic", "consumer"}) {
                show(broker, admin, protocol);
            }
        }
        System.exit(0);
    }

    static void show(Broker broker, Admin admin, String protocol) throws Exception {
        String topic = protocol;
        create(admin, topic);
        send(broker, topic, "old", 50);
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", broker.address);
        settings.put("auto.offset.reset", "assign".equals(protocol) ? "none" : "earliest");
        settings.put("group.id", "group-" + protocol);
        settings.put("metadata.max.age.ms", "1000");
        if (!"assign".equals(protocol)) {
            settings.put("group.protocol", protocol);
        }
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            if ("assign".equals(protocol)) {
                consumer.assign(List.of(new TopicPartition(topic, 0)));
                consumer.seekToBeginning(consumer.assignment());
            } else {
                consumer.subscribe(List.of(topic));
            }
            Seen seen = new Seen();
            seen.read(consumer, Duration.ofSeconds(20), 50);
            System.out.println(protocol + ", before: " + seen);
            admin.deleteTopics(List.of(topic)).all().get();
            until("deleted", () -> !admin.listTopics().names().get().contains(topic));
            create(admin, topic);
            send(broker, topic, "new", 80);
            seen = new Seen();
            seen.read(consumer, Duration.ofSeconds(20), 80);
            System.out.println(protocol + ", after: " + seen);
        }
    }

    /** What a consumer was given: the first and the last record and how many. */
    static final class Seen {
        private String first = "nothing";
        private String last = "nothing";
        private String error = "no error";
        private int count;

        void read(KafkaConsumer<String, String> consumer, Duration most, int until) {
            long end = System.nanoTime() + most.toNanos();
            while (System.nanoTime() < end && count < until) {
                try {
                    for (var entry : consumer.poll(Duration.ofMillis(200))) {
                        first = count++ == 0 ? entry.value() : first;
                        last = entry.value();
                    }
                } catch (RuntimeException e) {
                    error = e.toString();
                    return;
                }
            }
        }

        @Override
        public String toString() {
            return count + " records, " + first + " to " + last + ", " + error;
        }
    }

    static void create(Admin admin, String topic) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }

    static void send(Broker broker, String topic, String prefix, int count) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) broker.address), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(topic, prefix + " " + i));
            }
        }
    }

    static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within 60 s: " + what);
            }
            Thread.sleep(50);
        }
    }
}
JAVA
program Recreated.java "$findings/lib/Broker.java"
run -Dorg.slf4j.simpleLogger.defaultLogLevel=error Recreated
expect 'assign, after: 30 records, new 50 to new 79, no error' \
    'classic, after: 30 records, new 50 to new 79, no error' \
    'consumer, after: 30 records, new 50 to new 79, no error'
