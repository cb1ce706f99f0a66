package freshet.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.RejectionReason;
import freshet.schema.SessionEvent;
import freshet.schema.event.EventFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class OutcomeJsonTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final OutcomeJson json = new OutcomeJson();

    @Test
    void anAnswerHasTheFieldsOfItsRecord() throws IOException {
        String line = json.line(Outcomes.answer(
                "s-1", RecommendationSource.MODEL, new RecommendedItem("a", 0.5f), new RecommendedItem("b", 0.1f)));

        assertThat(line)
                .isEqualTo("{\"sessionId\":\"s-1\",\"event\":{\"topic\":\"events\",\"partition\":3,\"offset\":17},"
                        + "\"eventTime\":1772355600100,\"modelVersion\":2,\"source\":\"MODEL\",\"position\":4,"
                        + "\"items\":[{\"itemId\":\"a\",\"probability\":0.5},{\"itemId\":\"b\",\"probability\":0.1}],"
                        + "\"emittedAt\":1772355600116}");
        assertThat(MAPPER.readTree(line).fieldNames())
                .toIterable()
                .containsExactlyElementsOf(Recommendation.getClassSchema().getFields().stream()
                        .map(Schema.Field::name)
                        .toList());
    }

    @Test
    void aRejectionHasItsBytesAsText() {
        byte[] raw = "{\"sessionId\":1}".getBytes(StandardCharsets.UTF_8);

        assertThat(json.line(Outcomes.rejection(RejectionReason.MALFORMED, "why", Optional.of("s-1"), raw)))
                .isEqualTo("{\"sessionId\":\"s-1\",\"reason\":\"MALFORMED\",\"detail\":\"why\","
                        + "\"event\":{\"topic\":\"events\",\"partition\":3,\"offset\":17},"
                        + "\"raw\":\"{\\\"sessionId\\\":1}\",\"rawSize\":15}");
    }

    @Test
    void bytesThatAreNoTextAreInBase64() throws IOException {
        byte[] raw = EventFormat.AVRO.encode(SessionEvent.newBuilder()
                .setSessionId("s-9")
                .setItemId("sku-1")
                .setEventTime(Outcomes.TIME)
                .build());

        JsonNode read = MAPPER.readTree(
                json.line(Outcomes.rejection(RejectionReason.DUPLICATE, "twice", Optional.of("a key"), raw)));

        assertThat(read.get("sessionId").asText()).isEqualTo("s-9");
        assertThat(read.has("raw")).isFalse();
        assertThat(Base64.getDecoder().decode(read.get("rawBase64").asText())).isEqualTo(raw);
    }

    @Test
    void aRejectionOfNoKnownSessionHasNone() throws IOException {
        JsonNode read = MAPPER.readTree(
                json.line(Outcomes.rejection(RejectionReason.MALFORMED, "why", Optional.empty(), new byte[0])));

        assertThat(read.has("sessionId")).isFalse();
        assertThat(read.get("raw").asText()).isEmpty();
        assertThat(read.get("rawSize").asInt()).isZero();
    }

    @Test
    void whatATerminalTakesForACommandIsEscaped() throws IOException {
        String evil =
                "é\u001b[2J\u009b31m\u202e\u2028\u007f\uD834\uDD73 \uD83D\uDE00"; // a musical format character, a face
        String line = json.line(Outcomes.answer(evil, RecommendationSource.MODEL));

        assertThat(line).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}]").contains("é\\u001B[2J\\u009b31m");
        assertThat(MAPPER.readTree(line).get("sessionId").asText()).isEqualTo(evil);
    }
}
