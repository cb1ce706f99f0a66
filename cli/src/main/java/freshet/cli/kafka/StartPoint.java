package freshet.cli.kafka;

import freshet.cli.CommandException;
import freshet.cli.TimeText;
import freshet.model.data.IsoTime;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A place on topics: where reading begins, or where it ends. */
public sealed interface StartPoint {

    /**
     * The offset of each partition at this place: the first one to read, or the first one not to.
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

    /** Offsets by the numbers of partitions; the end of a partition that it does not name. */
    record At(SortedMap<Integer, Long> offsets) implements StartPoint {
        private static final Pattern FORM = Pattern.compile("\\d{1,9}:\\d{1,18}(,\\d{1,9}:\\d{1,18})*");

        public At {
            offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
        }

        /** Reads texts like {@code 0:1200,1:1333}; empty if it is none. */
        public static Optional<At> parse(String text) {
            if (!FORM.matcher(text).matches()) {
                return Optional.empty();
            }
            SortedMap<Integer, Long> offsets = new TreeMap<>();
            for (String pair : text.split(",")) {
                String[] parts = pair.split(":");
                offsets.put(Integer.valueOf(parts[0]), Long.valueOf(parts[1]));
            }
            return Optional.of(new At(offsets));
        }

        @Override
        public Map<TopicPartition, Long> offsets(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
            Map<TopicPartition, Long> found = new HashMap<>();
            ends.forEach((partition, end) -> found.put(partition, offsets.getOrDefault(partition.partition(), end)));
            return found;
        }

        /**
         * What a topic no longer has of what is to be read from here, in words; empty if it has
         * all.
         *
         * @param firstOffsets the topic's, by the numbers of its partitions
         * @throws CommandException if it names a partition that the topic does not have
         */
        public Optional<String> missing(Map<Integer, Long> firstOffsets) {
            offsets.keySet().stream()
                    .filter(partition -> !firstOffsets.containsKey(partition))
                    .findFirst()
                    .ifPresent(partition -> {
                        throw new CommandException("the topic has no partition " + partition + ", of which " + this
                                + " names an offset; its partitions are " + new TreeSet<>(firstOffsets.keySet()));
                    });
            SortedMap<Integer, Long> later = new TreeMap<>();
            offsets.forEach((partition, offset) -> {
                if (firstOffsets.get(partition) > offset) {
                    later.put(partition, firstOffsets.get(partition));
                }
            });
            return later.isEmpty()
                    ? Optional.empty()
                    : Optional.of("of " + this + " the records before " + new At(later)
                            + " are gone, deleted by the topic's retention; what is left is read");
        }

        @Override
        public String words() {
            return "at " + this;
        }

        /** As it is written on the command line. */
        @Override
        public String toString() {
            return offsets.entrySet().stream()
                    .map(offset -> offset.getKey() + ":" + offset.getValue())
                    .collect(Collectors.joining(","));
        }
    }

    /** Reads the option {@code --from}. */
    final class Converter implements ITypeConverter<StartPoint> {
        private final Clock clock;

        /** For picocli. */
        public Converter() {
            this(Clock.systemUTC());
        }

        /** @param clock from which a span of time counts back */
        public Converter(Clock clock) {
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
