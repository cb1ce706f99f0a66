package freshet.schema.codec;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/** A record's class as Avro generates it, without the class of its part. */
public final class HalfGenerated extends SpecificRecordBase {
    // Avro looks for this name.
    public static final Schema SCHEMA$ = new Schema.Parser()
            .parse(
                    """
            {"type": "record", "name": "HalfGenerated", "namespace": "freshet.schema.codec", "fields": [
              {"name": "part", "type": ["null", {"type": "record", "name": "Missing", "fields": []}]}]}
            """);

    @Override
    public Schema getSchema() {
        return SCHEMA$;
    }

    @Override
    public Object get(int field) {
        throw new IndexOutOfBoundsException(field);
    }

    @Override
    public void put(int field, Object value) {
        throw new IndexOutOfBoundsException(field);
    }
}
