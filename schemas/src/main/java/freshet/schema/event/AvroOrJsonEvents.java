package freshet.schema.event;

import freshet.schema.SessionEvent;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.json.JsonObject;
import java.util.Locale;

/**
 * Events of which each is Avro or JSON, as its first bytes tell: Avro's single-object encoding
 * begins with C3 01, a JSON object with an opening brace behind blanks. No value begins with both,
 * so none can be read as the wrong one. Threads may use it at the same time.
 */
final class AvroOrJsonEvents {
    private AvroOrJsonEvents() {}

    /**
     * Reads one event in the encoding that its first bytes tell.
     *
     * @param value at least one byte
     * @throws MalformedRecordException if the bytes are no event
     */
    static SessionEvent read(byte[] value) {
        if (SingleObjectCodec.begins(value)) {
            return AvroEvents.read(value);
        }
        if (JsonObject.begins(value)) {
            return JsonEvents.read(value);
        }
        throw new MalformedRecordException("neither Avro nor JSON: the value begins with " + firstBytes(value)
                + "; an event in Avro's single-object encoding begins with c3 01, one in JSON with {");
    }

    private static String firstBytes(byte[] value) {
        String hex = String.format(Locale.ROOT, "%02x", value[0]);
        return value.length == 1 ? hex : hex + String.format(Locale.ROOT, " %02x", value[1]);
    }
}
