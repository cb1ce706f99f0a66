package freshet.cli.topic;

import freshet.cli.kafka.TopicSnapshot;
import freshet.model.data.LogSummary;
import freshet.model.data.LoggedEvent;
import freshet.schema.event.EventFormat;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the topic twice and has no event in memory: first it finds those whose clocks were ahead,
 * then it hands on.
 */
final class PassingEvents implements TopicEvents {
    private final TopicSnapshot part;
    private final EventFormat format;
    private final Set<Place> ahead = new HashSet<>();

    /** Reads the part for the first time. */
    PassingEvents(TopicSnapshot part, EventFormat format) {
        this.part = part;
        this.format = format;
        TopicRecords first = new TopicRecords(format);
        part.read(record ->
                first.event(record).filter(TopicEvent::mayBeAhead).ifPresent(event -> ahead.add(event.place())));
    }

    @Override
    public Set<Place> ahead() {
        return ahead;
    }

    @Override
    public LogSummary handOn(Rejections rejections, JobClocks clocks, Consumer<LoggedEvent> taken) {
        TopicRecords second = new TopicRecords(format);
        part.read(record -> second.event(record).ifPresent(event -> second.handOn(event, rejections, clocks, taken)));
        return second.summary();
    }
}
