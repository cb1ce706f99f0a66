package freshet.cli.log;

import freshet.model.data.LogException;
import freshet.model.data.MalformedLineException;
import freshet.model.session.ItemEvent;
import freshet.schema.SessionEvent;
import freshet.schema.codec.Excerpt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * The fields of a file's own schema that an event is made of, found by their names: each of its own
 * type or of a union of that and null, as Spark writes its columns. All other fields are passed
 * over. Immutable.
 */
final class EventFields {
    private static final String SESSION = "sessionId";
    private static final String ITEM = "itemId";
    private static final String TIME = "eventTime";
    private static final String TYPE = "eventType";
    private static final String ID = "eventId";
    private static final String COUNTED = "countedTime"; // of CapturedEvent
    private static final int SHOWN_FIELDS = 20;

    private final Schema projection;
    private final TimeField time;
    private final Optional<TimeField> counted;

    /**
     * Finds the fields.
     *
     * @param written the schema by which the records were written: a record, or a union of one and
     *     null
     * @throws LogException if it lacks a field, or a field is of a type that cannot be read; the
     *     message names both
     */
    EventFields(Schema written) {
        Schema record = record(written);
        List<Schema.Field> fields = new ArrayList<>();
        for (String name : List.of(SESSION, ITEM, TIME)) {
            if (record.getField(name) == null) {
                throw new LogException("schema " + record.getFullName() + " is missing required field " + name
                        + "; its fields are " + names(record));
            }
        }
        this.time = new TimeField(record.getField(TIME));
        this.counted = Optional.ofNullable(record.getField(COUNTED)).map(TimeField::new);
        for (String name : List.of(SESSION, ITEM, TIME, TYPE, ID, COUNTED)) {
            Schema.Field field = record.getField(name);
            if (field != null) {
                if (!name.equals(TIME) && !name.equals(COUNTED)) {
                    TextField.require(field);
                }
                fields.add(new Schema.Field(name, field.schema()));
            }
        }
        Schema only = Schema.createRecord(record.getName(), null, record.getNamespace(), false, fields);
        this.projection = written.isUnion() ? Schema.createUnion(Schema.create(Schema.Type.NULL), only) : only;
    }

    /**
     * The schema by which the records are to be read: the fields of an event alone, as they were
     * written.
     */
    Schema projection() {
        return projection;
    }

    /**
     * The event of a record that was read by the projection.
     *
     * @param read empty if it is null
     * @throws MalformedLineException if a field that must have a value has none
     */
    SessionEvent event(Optional<Object> read) throws MalformedLineException {
        GenericRecord record = (GenericRecord) read.orElseThrow(() -> new MalformedLineException(
                "the record is null; it must have " + SESSION + ", " + ITEM + " and " + TIME));
        return new SessionEvent(
                TextField.required(record, SESSION),
                TextField.required(record, ITEM),
                time.required(record),
                TextField.optional(record, TYPE).orElse(ItemEvent.VIEW),
                TextField.optional(record, ID).orElse(null),
                null,
                Map.of());
    }

    /**
     * The time by which a record that was read by the projection has its place in its session: its
     * own, but where the job has captured it and counted it at its arrival.
     *
     * @throws MalformedLineException if it has none, or one behind its own
     */
    Instant countedTime(Optional<Object> read, SessionEvent event) throws MalformedLineException {
        if (counted.isEmpty() || !(read.orElse(null) instanceof GenericRecord record)) {
            return event.getEventTime();
        }
        Instant place = counted.get().required(record);
        if (place.isAfter(event.getEventTime())) {
            throw new MalformedLineException(
                    COUNTED + " is " + place + "; it must not be after " + TIME + ", " + event.getEventTime());
        }
        return place;
    }

    private static Schema record(Schema written) {
        List<Schema> values = values(written);
        if (values.size() != 1 || values.get(0).getType() != Schema.Type.RECORD) {
            throw new LogException("the schema in the file's header is "
                    + written.getType().getName() + "; it must be a record, or a record and null");
        }
        return values.get(0);
    }

    /** What a value may be but null. */
    static List<Schema> values(Schema schema) {
        Stream<Schema> all = schema.isUnion() ? schema.getTypes().stream() : Stream.of(schema);
        return all.filter(branch -> branch.getType() != Schema.Type.NULL).toList();
    }

    /** A type for a message: with its logical type, and its branches if it is a union. */
    static String typeOf(Schema schema) {
        String types = (schema.isUnion() ? schema.getTypes().stream() : Stream.of(schema))
                .map(branch -> branch.getLogicalType() == null
                        ? branch.getType().getName()
                        : branch.getType().getName() + " as "
                                + branch.getLogicalType().getName())
                .collect(Collectors.joining(", "));
        return Excerpt.of(schema.isUnion() ? "union of " + types : types, Excerpt.VALUE);
    }

    private static String names(Schema record) {
        List<Schema.Field> fields = record.getFields();
        String names =
                fields.stream().limit(SHOWN_FIELDS).map(Schema.Field::name).collect(Collectors.joining(", "));
        return Excerpt.of(names, Excerpt.SENTENCE) + (fields.size() > SHOWN_FIELDS ? ", …" : "");
    }
}
