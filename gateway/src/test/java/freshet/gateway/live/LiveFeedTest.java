package freshet.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import freshet.gateway.GatewaySettings;
import freshet.gateway.http.HttpServer;
import freshet.gateway.live.LiveFigures.Latency;
import freshet.gateway.live.LiveFigures.Swap;
import freshet.gateway.live.LiveFigures.VersionFigures;
import freshet.model.session.SessionRules;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.SessionEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final LiveFeed feed = new LiveFeed(SessionRules.DEFAULT, Clock.systemUTC());
    private final HttpServer server =
            new HttpServer(GatewaySettings.of(Map.of("http.port", "0")).http(), feed.routes());

    @AfterEach
    void stop() {
        server.close();
        feed.close();
    }

    @Test
    void aReaderIsToldThePastThenEachSecond() throws Exception {
        try (Stream<String> lines = open("")) {
            Iterator<String> events = lines.iterator();
            JsonNode history = next(events, "history");
            JsonNode figures = next(events, "figures");

            assertThat(history.path("figures").isArray()).isTrue();
            assertThat(figures.path("eventsPerSecond").asDouble()).isZero();
            assertThat(figures.has("latency")).isFalse();
            assertThat(Instant.parse(figures.path("time").asText())).isBeforeOrEqualTo(Instant.now());
        }
    }

    @Test
    void aSwapAndAnAnsweredEventAreTold() throws Exception {
        try (Stream<String> lines = open("")) {
            Iterator<String> events = lines.iterator();
            next(events, "history");
            answered(0, "s", 1);
            answered(1, "s", 2);

            JsonNode swap = next(events, "swap");
            assertThat(swap.path("from").asLong()).isEqualTo(1);
            assertThat(swap.path("to").asLong()).isEqualTo(2);
            JsonNode recent = next(events, "recent");
            assertThat(recent.path("recommendationId").asText()).isEqualTo("events-0-0");
            assertThat(recent.path("itemId").asText()).isEqualTo("a");
            assertThat(recent.at("/items/0/itemId").asText()).isEqualTo("b");
        }
    }

    @Test
    void aReaderOfOneSessionIsToldEachOfItsAnswers() throws Exception {
        try (Stream<String> lines = open("?session=s")) {
            Iterator<String> events = lines.iterator();
            next(events, "history");
            answered(0, "t", 1);
            answered(1, "s", 1);
            answered(2, "s", 1);

            assertThat(next(events, "session").path("recommendationId").asText())
                    .isEqualTo("events-0-1");
            assertThat(next(events, "session").path("recommendationId").asText())
                    .isEqualTo("events-0-2");
        }
    }

    @Test
    void whatAReaderIsToldFirstFitsIntoItsQueue() throws Exception {
        VersionFigures version = new VersionFigures(
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                Optional.of(Math.PI / 10),
                Optional.of(Math.PI / 10),
                Optional.of(Math.PI / 10));
        LiveFigures figures = new LiveFigures(
                Instant.now().toString(),
                1e9 / 3,
                1e9 / 3,
                Optional.of(new Latency(100_000, 100_000, 100_000)),
                Collections.nCopies(LiveBoard.VERSIONS_TOLD, version),
                Long.MAX_VALUE,
                Map.of(RecommendationSource.MODEL, Long.MAX_VALUE, RecommendationSource.POPULAR, Long.MAX_VALUE),
                100_000);
        Swap swap = new Swap(Instant.now().toString(), Optional.of(Long.MAX_VALUE), Long.MAX_VALUE);
        LiveFeed.History history = new LiveFeed.History(
                Collections.nCopies(LiveFeed.HISTORY_SECONDS, figures),
                Collections.nCopies(LiveFeed.HISTORY_SWAPS, swap));

        byte[] json = JsonMapper.builder().addModule(new Jdk8Module()).build().writeValueAsBytes(history);

        assertThat(json.length).isLessThan(128 << 10);
    }

    private void answered(long offset, String session, long version) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        feed.board()
                .event(
                        0,
                        offset,
                        now.toEpochMilli(),
                        new SessionEvent(session, "a", now, "view", null, null, Map.of()));
        feed.board()
                .answer(new Recommendation(
                        session,
                        new EventCoordinates("events", 0, offset),
                        now,
                        version,
                        RecommendationSource.MODEL,
                        1,
                        List.of(new RecommendedItem("b", 0.5f)),
                        now));
    }

    private Stream<String> open(String query) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/v1/live" + query))
                .build();
        HttpResponse<Stream<String>> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        return response.body();
    }

    /** The data of the next event of this name; others are passed over. */
    private static JsonNode next(Iterator<String> lines, String name) throws Exception {
        while (lines.hasNext()) {
            if (lines.next().equals("event: " + name)) {
                return JSON.readTree(lines.next().substring("data: ".length()));
            }
        }
        throw new AssertionError("the stream ended without " + name);
    }
}
