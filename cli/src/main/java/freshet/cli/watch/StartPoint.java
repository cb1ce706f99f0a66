package freshet.cli.watch;

import freshet.cli.TimeText;
import freshet.model.data.IsoTime;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where on the topics a watch begins. */
sealed interface StartPoint {

    /**
     * The first offset to read of each partition.
     *
     * @param consumer asks the brokers
     * @param ends the offset after the last of each partition
     */
    Map<TopicPartition, Long> offsets(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends);

    /** In words that end a sentence: {@code from now on}. */
    String words();

    /** What comes from now on. */
    record Latest() implements StartPoint {
        @Override
        public Map<TopicPartition, Long> offsets(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
            return ends;
        }

        @Override
        public String words() {
            return "from now on";
        }
    }

    /** All that the topics have. */
    record Beginning() implements StartPoint {
        @Override
        public Map<TopicPartition, Long> offsets(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
            return consumer.beginningOffsets(ends.keySet());
        }

        @Override
        public String words() {
            return "from the beginning";
        }
    }

    /** What was written at a time or later, by the timestamps of the records. */
    record Since(Instant time) implements StartPoint {
        @Override
        public Map<TopicPartition, Long> offsets(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
            Map<TopicPartition, Long> offsets = new HashMap<>(ends);
            consumer.offsetsForTimes(all(ends.keySet())).forEach((partition, found) -> {
                if (found != null) {
                    offsets.put(partition, earlier(found, ends.get(partition)));
                }
            });
            return offsets;
        }

        @Override
        public String words() {
            return "from " + time + " on";
        }

        private Map<TopicPartition, Long> all(Collection<TopicPartition> partitions) {
            return partitions.stream()
                    .collect(Collectors.toMap(partition -> partition, partition -> time.toEpochMilli()));
        }

        /** An open transaction may hold back the record that is found. */
        private static long earlier(OffsetAndTimestamp found, long end) {
            return Math.min(found.offset(), end);
        }
    }

    /** Reads the option {@code --from}. */
    final class Converter implements ITypeConverter<StartPoint> {
        private final Clock clock;

        /** For picocli. */
        Converter() {
            this(Clock.systemUTC());
        }

        /** @param clock from which a span of time counts back */
        Converter(Clock clock) {
            this.clock = clock;
        }

        @Override
        public StartPoint convert(String text) {
            return switch (text.strip()) {
                case "latest" -> new Latest();
                case "beginning" -> new Beginning();
                default -> new Since(since(text.strip()));
            };
        }

        private Instant since(String text) {
            try {
                return IsoTime.instantOrDate(text);
            } catch (DateTimeException e) {
                return ago(text);
            }
        }

        private Instant ago(String text) {
            try {
                return clock.instant().minus(Duration.ofMillis(TimeText.millis("time", text, "")));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("\"" + text
                        + "\" is no place to begin; write latest, beginning, a span that counts back from now, 10m,"
                        + " a date, 2026-01-31, or a time with its offset, 2026-01-31T00:00:00Z");
            }
        }
    }
}
