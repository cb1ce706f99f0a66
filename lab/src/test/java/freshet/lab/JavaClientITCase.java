package freshet.lab;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.testing.Patience;
import freshet.client.Answer;
import freshet.client.ClientSettings;
import freshet.client.Event;
import freshet.client.FreshetClient;
import freshet.client.Item;
import freshet.client.Sending;
import freshet.schema.RecommendationSource;
import freshet.schema.RejectionReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java client and its example against a running job. */
class JavaClientITCase {
    private static final Duration PATIENCE = Patience.LONG;
    private static final Path EXAMPLE = Path.of("..", "docs", "clients", "java", "Shop.java");

    @TempDir
    static Path folder;

    private static RunningShop shop;

    @BeforeAll
    static void start() throws Exception {
        shop = new RunningShop(folder, "a b c\na b d\nb c d\na b c\nc d a\n".repeat(10));
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static FreshetClient client() {
        return FreshetClient.connect(ClientSettings.of(shop.bootstrapServers())
                .withTopics(
                        shop.topics().events(),
                        shop.topics().recommendations(),
                        shop.topics().rejected())
                .withDeadline(PATIENCE));
    }

    @Test
    void eachEventGetsItsOwnAnswer() {
        try (FreshetClient client = client()) {
            List<Sending> sent = new ArrayList<>();
            List<Event> events = new ArrayList<>();
            for (int event = 0; event < 600; event++) {
                events.add(Event.view("own-" + event % 40, "abc".substring(event % 3, event % 3 + 1))
                        .withId("e-" + event));
                sent.add(client.submit(events.get(event), PATIENCE));
            }
            for (int event = 0; event < 600; event++) {
                Answer answer = sent.get(event).answer().join();
                assertThat(answer).isInstanceOf(Answer.Recommended.class);
                Answer.Recommended own = (Answer.Recommended) answer;
                assertThat(own.event()).isEqualTo(sent.get(event).written().join());
                assertThat(own.sessionId()).isEqualTo(events.get(event).sessionId());
                assertThat(own.eventTime()).isEqualTo(events.get(event).time());
                assertThat(own.position()).isEqualTo(event / 40 + 1);
                assertThat(own.source()).isEqualTo(RecommendationSource.MODEL);
                assertThat(own.modelVersion()).isEqualTo(1);
            }
            assertThat(client.newest("own-7"))
                    .contains((Answer.Recommended) sent.get(567).answer().join());
            assertThat(client.status().pending()).isZero();
            assertThat(client.status().problems()).isEmpty();
        }
    }

    @Test
    void theItemsAreTheModels() {
        try (FreshetClient client = client()) {
            Answer.Recommended answer =
                    (Answer.Recommended) client.send(Event.view("m", "a")).join();
            assertThat(answer.items().get(0).id()).isEqualTo("b");
            assertThat(answer.items()).extracting(Item::probability).allSatisfy(share -> assertThat(share)
                    .isBetween(0f, 1f));
        }
    }

    @Test
    void aRepetitionIsRejectedAndTheAnswerKnown() {
        try (FreshetClient client = client()) {
            Event event = Event.view("twice", "a").withId("e-1");
            Answer first = client.send(event).join();
            Sending again = client.submit(event, PATIENCE);

            assertThat(again.answer().join()).isInstanceOfSatisfying(Answer.Rejected.class, rejected -> {
                assertThat(rejected.reason()).isEqualTo(RejectionReason.DUPLICATE);
                assertThat(rejected.words()).isEqualTo("the session has an event with this eventId already");
                assertThat(rejected.event()).isEqualTo(again.written().join());
            });
            assertThat(client.newest("twice")).contains((Answer.Recommended) first);
        }
    }

    @Test
    void theExampleShowsWhatTheJobRecommends() throws Exception {
        List<String> lines = MachineProgram.run(
                folder,
                Map.of(
                        "EVENTS_TOPIC",
                        shop.topics().events(),
                        "RECOMMENDATIONS_TOPIC",
                        shop.topics().recommendations(),
                        "REJECTED_TOPIC",
                        shop.topics().rejected(),
                        "DEADLINE_MILLIS",
                        Long.toString(PATIENCE.toMillis())),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        EXAMPLE.toString(),
                        shop.bootstrapServers(),
                        "java-1",
                        "a",
                        "b"));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo("a -> [b]");
        assertThat(lines.get(1)).startsWith("b -> [c");
    }
}
