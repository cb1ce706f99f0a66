package freshet.cli.topic;

import freshet.cli.kafka.TopicSnapshot;
import freshet.model.data.LogSummary;
import freshet.model.data.LoggedEvent;
import freshet.schema.event.EventFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads the topic once and has all events in memory. */
final class HeldEvents implements TopicEvents {
    private final TopicRecords records;
    private final List<TopicEvent> read = new ArrayList<>();

    /** Reads the part. */
    HeldEvents(TopicSnapshot part, EventFormat format) {
        this.records = new TopicRecords(format);
        part.read(record -> records.event(record).ifPresent(read::add));
    }

    @Override
    public Set<Place> ahead() {
        return read.stream()
                .filter(TopicEvent::mayBeAhead)
                .map(TopicEvent::place)
                .collect(Collectors.toSet());
    }

    @Override
    public LogSummary handOn(Rejections rejections, JobClocks clocks, Consumer<LoggedEvent> taken) {
        read.forEach(event -> records.handOn(event, rejections, clocks, taken));
        return records.summary();
    }
}
