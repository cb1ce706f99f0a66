package freshet.model.data.table;

import freshet.model.data.LogTally;
import freshet.model.data.LoggedEvent;
import freshet.model.data.MalformedLineException;
import freshet.model.data.format.Field;
import freshet.model.session.EventKeys;
import freshet.model.session.ItemEvent;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the events of one table. For one thread and one use. */
final class TableReading {
    private final TableRecords records;
    private final TableColumns columns;
    private final TimeSettings times;
    private final LogTally tally;
    private final EventKeys keys = new EventKeys();

    TableReading(TableRecords records, TableColumns columns, TimeSettings times, LogTally tally) {
        this.records = records;
        this.columns = columns;
        this.times = times;
        this.tally = tally;
    }

    /**
     * Passes on all events, after the first records have said how times are written.
     *
     * @throws freshet.model.data.LogException if they do not
     */
    void run() throws IOException {
        List<TableRecord> first = first();
        while (!first.isEmpty() && times(first).isEmpty()) {
            first.forEach(record -> tally.malformed(record.number(), record.fault()));
            first = first();
        }
        if (first.isEmpty()) {
            return;
        }
        TimeForm form = form(times(first));
        first.forEach(record -> take(record, form));
        Optional<TableRecord> next = next();
        while (next.isPresent()) {
            take(next.get(), form);
            next = next();
        }
        records.spans().ifPresent(tally::guessed);
    }

    /** The next record, its used fields alone: the first ones are kept. */
    private Optional<TableRecord> next() throws IOException {
        return records.next().map(record -> record.isSound() ? columns.used(record) : record);
    }

    private List<TableRecord> first() throws IOException {
        List<TableRecord> first = new ArrayList<>();
        Optional<TableRecord> next = next();
        while (next.isPresent()) {
            first.add(next.get());
            tally.reached(next.get().lastNumber());
            next = first.size() < TableFormat.SAMPLE ? next() : Optional.empty();
        }
        return first;
    }

    private List<String> times(List<TableRecord> first) {
        return first.stream()
                .filter(TableRecord::isSound)
                .map(record -> record.fields().get(TableColumn.TIME.ordinal()))
                .toList();
    }

    private TimeForm form(List<String> values) {
        TimeForm form = times.form().orElseGet(() -> TimeGuess.of(columns.name(TableColumn.TIME), values, times));
        // What does not fit is shown among the malformed lines.
        List<Instant> known =
                values.stream().map(form::time).flatMap(Optional::stream).toList();
        if (!known.isEmpty()) {
            tally.guessed(String.format(
                    Locale.ROOT,
                    "times are %s: %s to %s in the first %,d lines%s",
                    form.words(),
                    Collections.min(known),
                    Collections.max(known),
                    values.size(),
                    remarks(form, values, known)));
        }
        return form;
    }

    private String remarks(TimeForm form, List<String> values, List<Instant> known) {
        ZoneId zone = times.zone().orElse(ZoneOffset.UTC);
        boolean midnight =
                known.stream().allMatch(time -> time.atZone(zone).toLocalTime().equals(LocalTime.MIDNIGHT));
        return (midnight ? "; all are midnight" : "")
                + (times.zone().isPresent() && !form.isLocal(values) ? "; none of them needs --time-zone" : "");
    }

    private void take(TableRecord record, TimeForm form) {
        if (!record.isSound()) {
            tally.malformed(record.number(), record.fault());
            return;
        }
        try {
            tally.event(event(record.fields(), form));
            tally.wellFormed(record.number());
            tally.reached(record.lastNumber());
        } catch (MalformedLineException e) {
            tally.malformed(record.number(), e.getMessage());
        }
    }

    private LoggedEvent event(List<String> fields, TimeForm form) throws MalformedLineException {
        String item = id(TableColumn.ITEM, fields);
        long timeMillis = form.millis(columns.name(TableColumn.TIME), fields.get(TableColumn.TIME.ordinal()));
        String type = idIfGiven(TableColumn.TYPE, fields);
        String eventId = idIfGiven(TableColumn.EVENT_ID, fields);
        ItemEvent event = new ItemEvent(item, timeMillis, type.isEmpty() ? ItemEvent.VIEW : type, keys.key(eventId));
        return new LoggedEvent(id(TableColumn.SESSION, fields), event, eventId);
    }

    private String id(TableColumn column, List<String> fields) throws MalformedLineException {
        return Field.id(columns.name(column), fields.get(column.ordinal()));
    }

    /** Empty where the table has no such column, or the field is empty. */
    private String idIfGiven(TableColumn column, List<String> fields) throws MalformedLineException {
        return fields.get(column.ordinal()).isEmpty() ? "" : id(column, fields);
    }
}
