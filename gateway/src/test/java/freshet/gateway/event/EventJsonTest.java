package freshet.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.client.Event;
import freshet.gateway.http.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events as callers send them, and what they are told of wrong ones. */
class EventJsonTest {
    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");
    private static final JsonMapper MAPPER = new JsonMapper();

    private final EventJson json = new EventJson(Clock.fixed(NOW, ZoneOffset.UTC));

    private List<Event> read(String body) throws Exception {
        return json.read(MAPPER.readTree(body));
    }

    private JsonNode problem(String body) throws Exception {
        JsonNode parsed = MAPPER.readTree(body);
        Problem problem = catchThrowableOfType(Problem.class, () -> json.read(parsed));
        assertThat(problem).as(body).isNotNull();
        return MAPPER.readTree(
                StandardCharsets.UTF_8.decode(problem.reply().body()).toString());
    }

    @Test
    void whatIsLeftOutHasDefaults() throws Exception {
        assertThat(read("{\"sessionId\":\"s\",\"itemId\":\"i\"}"))
                .containsExactly(new Event("s", "i", NOW, "view", Optional.empty(), Optional.empty(), Map.of()));
    }

    @Test
    void everyFieldArrives() throws Exception {
        assertThat(
                        read(
                                """
                        [{"sessionId":"s","itemId":"i","eventTime":"2026-03-01T08:00:00.5Z","eventType":"cart",
                          "eventId":"e","userId":"u","context":{"page":"7"}},
                         {"sessionId":"s","itemId":"j","eventTime":1772352000000}]"""))
                .containsExactly(
                        new Event(
                                "s",
                                "i",
                                Instant.parse("2026-03-01T08:00:00.5Z"),
                                "cart",
                                Optional.of("e"),
                                Optional.of("u"),
                                Map.of("page", "7")),
                        new Event(
                                "s",
                                "j",
                                Instant.parse("2026-03-01T08:00:00Z"),
                                "view",
                                Optional.empty(),
                                Optional.empty(),
                                Map.of()));
    }

    /** The job would take the second one of the same millisecond for a repetition. */
    @Test
    void likeEventsOfAListNeverSayTheSameTime() throws Exception {
        List<Event> events = read(
                """
                [{"sessionId":"s","itemId":"i"}, {"sessionId":"s","itemId":"j"}, {"sessionId":"s","itemId":"i"},
                 {"sessionId":"other","itemId":"i"}, {"sessionId":"s","itemId":"j"}, {"sessionId":"s","itemId":"j"},
                 {"sessionId":"s","itemId":"j","eventType":"cart"}]""");

        assertThat(events)
                .extracting(event -> event.time().toEpochMilli() - NOW.toEpochMilli())
                .containsExactly(0L, 0L, 1L, 0L, 1L, 2L, 2L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'itemId':'i'} | body /sessionId | sessionId is missing",
                "{'sessionId':'','itemId':'i'} | body /sessionId | sessionId is empty",
                "{'sessionId':7,'itemId':'i'} | body /sessionId | sessionId is the number 7",
                "{'sessionId':'s','itemId':'i','eventTime':'noon'} | body /eventTime | \"noon\" is no instant",
                "{'sessionId':'s','itemId':'i','eventTime':0} | body /eventTime | is before 2000",
                "{'sessionId':'s','itemId':'i','context':3} | body /context | context is the number 3",
                "{'sessionId':'s','itemId':'i','itemid':'j'} | body / | there is no field \"itemid\"",
                "[{'sessionId':'s','itemId':'i'},{'sessionId':'s'}] | body /1/itemId | itemId is missing",
                "[{'sessionId':'s','itemId':'i'},4] | body /1 | a JSON object is needed here, not the number 4",
                "[] | body | the list has 0 events",
                "'text' | body / | a JSON object is needed here",
            })
    void aWrongEventIsNamedByPlaceValueAndRemedy(String body, String where, String words) throws Exception {
        JsonNode problem = problem(body.replace('\'', '"'));
        assertThat(problem.path("status").asInt()).isEqualTo(400);
        assertThat(problem.path("where").asText()).isEqualTo(where);
        assertThat(problem.path("detail").asText()).contains(words);
        assertThat(problem.path("remedy").asText()).isNotEmpty();
    }

    @Test
    void aListOfTooManyIsRefused() throws Exception {
        String list = IntStream.rangeClosed(0, EventJson.MOST)
                .mapToObj(event -> "{\"sessionId\":\"s\",\"itemId\":\"i\"}")
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(problem(list).path("detail").asText()).isEqualTo("the list has 1001 events");
    }

    @Test
    void anEventThatIsTooLargeIsRefusedBeforeAnyIsWritten() throws Exception {
        String value = "\u20ac".repeat(256);
        String context = IntStream.range(0, 64)
                .mapToObj(entry -> "\"" + value.substring(3) + entry + "\":\"" + value + "\"")
                .collect(Collectors.joining(","));
        JsonNode problem = problem("[{\"sessionId\":\"s\",\"itemId\":\"i\"},{\"sessionId\":\"s\",\"itemId\":\"i\","
                + "\"context\":{" + context + "}}]");
        assertThat(problem.path("where").asText()).isEqualTo("body /1");
        assertThat(problem.path("detail").asText()).isEqualTo("the event takes 98132 bytes");
        assertThat(problem.path("remedy").asText()).isEqualTo("at most 65536 are allowed: shorten its context");
    }
}
