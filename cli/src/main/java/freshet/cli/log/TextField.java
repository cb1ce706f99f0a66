package freshet.cli.log;

import freshet.model.data.LogException;
import freshet.model.data.MalformedLineException;
import freshet.schema.codec.StrictUtf8;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Reads fields that hold text: as string, as bytes in UTF-8, or as the symbol of an enum. */
final class TextField {
    private static final Set<Schema.Type> READ = EnumSet.of(Schema.Type.STRING, Schema.Type.BYTES, Schema.Type.ENUM);

    private TextField() {}

    /** @throws LogException if values of the field are not all texts */
    static void require(Schema.Field field) {
        boolean readable = EventFields.values(field.schema()).stream()
                .allMatch(value -> READ.contains(value.getType()) && value.getLogicalType() == null);
        if (!readable || EventFields.values(field.schema()).isEmpty()) {
            throw new LogException("field " + field.name() + " is " + EventFields.typeOf(field.schema())
                    + "; it must be string, bytes or enum, or that and null: write numbers as text");
        }
    }

    /** @throws MalformedLineException if the value is null or no UTF-8 */
    static String required(GenericRecord record, String field) throws MalformedLineException {
        return optional(record, field)
                .orElseThrow(() -> new MalformedLineException(field + " is null; every event must have one"));
    }

    /**
     * The value; empty if it is null or the file has no such field.
     *
     * @throws MalformedLineException if it is no UTF-8
     */
    static Optional<String> optional(GenericRecord record, String field) throws MalformedLineException {
        Object value = record.hasField(field) ? record.get(field) : null;
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(value instanceof ByteBuffer bytes ? text(field, bytes) : value.toString());
    }

    private static String text(String field, ByteBuffer value) throws MalformedLineException {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        try {
            return StrictUtf8.decode(bytes);
        } catch (CharacterCodingException e) {
            throw new MalformedLineException(field + " has " + bytes.length + " bytes that are not valid UTF-8", e);
        }
    }
}
