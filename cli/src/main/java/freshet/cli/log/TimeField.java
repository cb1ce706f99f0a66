package freshet.cli.log;

import freshet.model.data.LogException;
import freshet.model.data.MalformedLineException;
import java.time.Instant;
import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * Reads a field that holds a time: a whole number of the unit that its logical type names,
 * milliseconds without one. Immutable.
 */
final class TimeField {
    private final String name;
    private final long unitsPerMilli;

    /** @throws LogException if values of the field are no times */
    TimeField(Schema.Field field) {
        List<Schema> values = EventFields.values(field.schema());
        this.name = field.name();
        this.unitsPerMilli = values.size() == 1 ? unitsPerMilli(values.get(0)) : 0;
        if (unitsPerMilli == 0) {
            throw new LogException("field " + name + " is " + EventFields.typeOf(field.schema())
                    + "; it must be long, plain in milliseconds or as timestamp-millis, timestamp-micros or"
                    + " timestamp-nanos, or that and null");
        }
    }

    /** @throws MalformedLineException if the value is null */
    Instant required(GenericRecord record) throws MalformedLineException {
        if (record.get(name) instanceof Number units) {
            return Instant.ofEpochMilli(Math.floorDiv(units.longValue(), unitsPerMilli));
        }
        throw new MalformedLineException(name + " is null; every event must have one");
    }

    /** 0 if it is no time; a local one has no offset, so nobody knows when it was. */
    private static long unitsPerMilli(Schema value) {
        LogicalType logical = value.getLogicalType();
        if (logical == null) {
            return value.getType() == Schema.Type.LONG || value.getType() == Schema.Type.INT ? 1 : 0;
        }
        return switch (logical.getName()) {
            case "timestamp-millis" -> 1;
            case "timestamp-micros" -> 1_000;
            case "timestamp-nanos" -> 1_000_000;
            default -> 0;
        };
    }
}
