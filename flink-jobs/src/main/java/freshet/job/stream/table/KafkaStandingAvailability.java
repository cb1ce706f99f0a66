package freshet.job.stream.table;

import freshet.job.settings.KafkaSettings;
import freshet.job.stream.Availability;
import java.util.function.Consumer;

/** Reads the items topic from its start to its present end. */
public final class KafkaStandingAvailability implements StandingAvailability {
    private static final long serialVersionUID = 1L;

    private final WholeTopic topic;

    /** @param topic name of the items topic */
    public KafkaStandingAvailability(KafkaSettings kafka, String topic) {
        this.topic = new WholeTopic(kafka, topic);
    }

    /** @throws IllegalStateException if there is no such topic */
    @Override
    public void read(Consumer<Availability> sink) {
        AvailabilityRecords records = new AvailabilityRecords();
        int partitions = topic.read(record -> records.read(record).ifPresent(sink));
        if (partitions == 0) {
            throw new IllegalStateException("there is no topic " + topic.name()
                    + ", which items.topic names; create it, compacted, or leave items.topic empty");
        }
    }
}
