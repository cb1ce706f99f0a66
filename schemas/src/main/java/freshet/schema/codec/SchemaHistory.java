package freshet.schema.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.message.SchemaStore;

/**
 * The writer schemas under which a record may arrive: the current one and every earlier one, kept
 * beside this package as {@code freshet/schema/history/<Record>.v0.avsc}, {@code .v1.avsc} and so
 * on without a gap. A change of a record's fields first copies the schema as it was, whole, to the
 * next number. Immutable; threads may share it.
 */
final class SchemaHistory implements SchemaStore {
    private final String record;
    private final Map<Long, Schema> byFingerprint; // the current one first
    private final List<Schema> earlier = new ArrayList<>(); // the oldest first

    /** @throws IllegalStateException if a file of the history holds another record */
    SchemaHistory(Schema current) {
        record = current.getName();
        byFingerprint = new LinkedHashMap<>();
        add(current);
        for (int version = 0; addVersion(current, version); version++) {}
    }

    /**
     * The schema with this CRC-64-AVRO fingerprint.
     *
     * @throws MissingSchemaException if no known version has it; the message names those that are
     *     known
     */
    @Override
    public Schema findByFingerprint(long fingerprint) {
        Schema schema = byFingerprint.get(fingerprint);
        if (schema == null) {
            throw new MissingSchemaException("schema fingerprint " + hex(fingerprint) + " is unknown; " + record
                    + " is known as "
                    + byFingerprint.keySet().stream().map(SchemaHistory::hex).collect(Collectors.joining(", ")));
        }
        return schema;
    }

    /** Whether a known version has this fingerprint. */
    boolean knows(long fingerprint) {
        return byFingerprint.containsKey(fingerprint);
    }

    /** The schemas before the current one, the oldest first. */
    List<Schema> earlier() {
        return Collections.unmodifiableList(earlier);
    }

    private boolean addVersion(Schema current, int version) {
        String path = "/freshet/schema/history/" + record + ".v" + version + ".avsc";
        try (InputStream file = SchemaHistory.class.getResourceAsStream(path)) {
            if (file == null) {
                return false;
            }
            Schema former = new Schema.Parser().parse(file);
            if (!former.getFullName().equals(current.getFullName())) {
                throw new IllegalStateException(
                        path + " describes " + former.getFullName() + ", not " + current.getFullName());
            }
            add(former);
            earlier.add(former);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + " from the class path", e);
        }
    }

    private void add(Schema schema) {
        byFingerprint.put(SchemaNormalization.parsingFingerprint64(schema), schema);
    }

    private static String hex(long fingerprint) {
        return String.format(Locale.ROOT, "0x%016x", fingerprint);
    }
}
