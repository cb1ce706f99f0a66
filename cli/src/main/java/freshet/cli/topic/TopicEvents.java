package freshet.cli.topic;

import freshet.model.data.LogSummary;
import freshet.model.data.LoggedEvent;
import java.util.Set;
import java.util.function.Consumer;

/** The events of a part of the topic, on their way through a reader. For one thread. */
interface TopicEvents {

    /** Where the events are that are later than their records. */
    Set<Place> ahead();

    /** Hands on what was not rejected, each partition in its order. */
    LogSummary handOn(Rejections rejections, JobClocks clocks, Consumer<LoggedEvent> taken);
}
