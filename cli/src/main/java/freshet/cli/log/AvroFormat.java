package freshet.cli.log;

import freshet.model.data.LogFormat;
import freshet.model.data.LogTally;
import freshet.model.data.LoggedEvent;
import freshet.model.data.MalformedLineException;
import freshet.model.session.EventKeys;
import freshet.model.session.ItemEvent;
import freshet.schema.SessionEvent;
import freshet.schema.event.EventLimits;
import freshet.schema.event.EventValidator;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * An Avro object container file of events, by any schema that has the fields of
 * {@link SessionEvent}, see {@link EventFields}. A record whose fields the job would refuse is
 * malformed; a block that cannot be decoded ends the reading, as nothing after it can be trusted.
 * Threads may share it.
 */
public final class AvroFormat implements LogFormat {
    private final EventValidator validator = new EventValidator(EventLimits.DEFAULT, Clock.systemUTC());

    @Override
    public String name() {
        return "avro";
    }

    @Override
    public String description() {
        return "an Avro object container file of records with sessionId, itemId and eventTime, and if known "
                + "eventType and eventId, as in "
                + SessionEvent.getClassSchema().getFullName();
    }

    @Override
    public String unit() {
        return "record";
    }

    @Override
    public boolean isText() {
        return false;
    }

    @Override
    public void read(InputStream in, LogTally tally) throws IOException {
        AvroRecords records = new AvroRecords(in);
        EventKeys keys = new EventKeys();
        long number = 0;
        while (records.next()) {
            number++;
            try {
                SessionEvent event = records.event();
                Optional<String> fault = validator.fault(event);
                if (fault.isPresent()) {
                    tally.malformed(number, fault.get());
                } else {
                    tally.event(logged(event, records.countedTime(event), keys));
                    tally.wellFormed(number);
                }
            } catch (MalformedLineException e) {
                tally.malformed(number, e.getMessage());
            }
        }
    }

    private static LoggedEvent logged(SessionEvent event, Instant counted, EventKeys keys) {
        String eventId = event.getEventId().orElse("");
        return new LoggedEvent(
                event.getSessionId(),
                new ItemEvent(
                        event.getItemId(),
                        counted.toEpochMilli(),
                        event.getEventType(),
                        keys.key(eventId),
                        event.getEventTime().toEpochMilli() - counted.toEpochMilli()),
                eventId);
    }
}
