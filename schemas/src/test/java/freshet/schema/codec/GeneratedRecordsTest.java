package freshet.schema.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.SessionEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * What Avro 1.12.2 no longer does by itself: read into generated classes that the process does not
 * trust.
 */
final class GeneratedRecordsTest {
    @Test
    void classesThatTheProcessDoesNotTrustAreReadInto() {
        Recommendation answer = Recommendation.newBuilder()
                .setSessionId("s")
                .setEvent(new EventCoordinates("events", 3, 7L))
                .setEventTime(Instant.ofEpochMilli(1))
                .setModelVersion(2)
                .setSource(RecommendationSource.MODEL)
                .setPosition(1)
                .setItems(List.of(new RecommendedItem("i", 0.5f)))
                .setEmittedAt(Instant.ofEpochMilli(2))
                .build();
        SingleObjectCodec<Recommendation> codec = new SingleObjectCodec<>(Recommendation.class);

        assertThat(ClassSecurityValidator.getGlobal().isTrusted(Recommendation.class))
                .as("trusted by Avro in this process, so that the test shows nothing")
                .isFalse();
        assertThat(codec.decode(codec.encode(answer))).isEqualTo(answer);
    }

    @Test
    void aClassNamedByTheWriterIsNotLoaded() throws IOException {
        Schema writer = new Schema.Parser()
                .parse(
                        """
                {"type": "record", "name": "SessionEvent", "namespace": "freshet.schema", "fields": [
                  {"name": "sessionId", "type": {"type": "string", "java-class": "java.io.File"}},
                  {"name": "itemId", "type": "string"},
                  {"name": "eventTime", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}
                """);
        GenericRecord event = new GenericData.Record(writer);
        event.put("sessionId", "s");
        event.put("itemId", "i");
        event.put("eventTime", 5L);

        SessionEvent read = new GeneratedRecords<>(SessionEvent.class)
                .writtenBy(writer)
                .read(null, new BoundedDecoder(bytes(event), 0));

        assertThat(read.getSessionId()).isEqualTo("s");
        assertThat(read.getEventTime()).isEqualTo(Instant.ofEpochMilli(5));
    }

    /**
     * Avro's slower reader unfolds it before it reads a byte: forty records, each of which names
     * the next one twice.
     */
    @Test
    @Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
    void aWritersSchemaOfATrillionFieldsIsNotUnfolded() throws IOException {
        StringBuilder levels = new StringBuilder("\"null\"");
        for (int level = 0; level < 40; level++) {
            String inner = level == 0 ? "\"null\"" : "\"R" + (level - 1) + "\"";
            levels.insert(0, "{\"type\":\"record\",\"name\":\"R" + level + "\",\"fields\":[{\"name\":\"a\",\"type\":")
                    .append("},{\"name\":\"b\",\"type\":")
                    .append(inner)
                    .append("}]}");
        }
        Schema writer = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"SessionEvent\","
                        + "\"namespace\":\"freshet.schema\",\"fields\":[{\"name\":\"more\",\"type\":[\"null\"," + levels
                        + "]},"
                        + "{\"name\":\"sessionId\",\"type\":\"string\"},{\"name\":\"itemId\",\"type\":\"string\"},"
                        + "{\"name\":\"eventTime\",\"type\":\"long\"}]}");
        byte[] event = {0, 2, 's', 2, 'i', 10};

        SessionEvent read =
                new GeneratedRecords<>(SessionEvent.class).writtenBy(writer).read(null, new BoundedDecoder(event, 0));

        assertThat(read.getItemId()).isEqualTo("i");
        assertThat(read.getEventTime()).isEqualTo(Instant.ofEpochMilli(5));
    }

    @Test
    void aRecordWithoutItsPartsClassIsNamed() {
        assertThatThrownBy(() -> new GeneratedRecords<>(HalfGenerated.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no class was generated for freshet.schema.codec.Missing;"
                        + " generate it from the same schema file");
    }

    private static byte[] bytes(GenericRecord event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(event.getSchema()).write(event, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
