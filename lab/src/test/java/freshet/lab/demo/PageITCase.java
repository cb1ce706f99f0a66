package freshet.lab.demo;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.Interruption;
import freshet.cli.SessionGap;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.TopicSnapshot;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendedItem;
import freshet.schema.codec.SingleObjectCodec;
import freshet.trainer.Trainers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo's page in a real browser. */
class PageITCase {
    private static final int WIDE = 1400;
    private static final int PHONE = 390;
    private static final int CLICKS = 5;
    private static final int SHORTEST_TRAFFIC = 2_400; // half of it, then the second model is trained

    private final StringWriter written = new StringWriter();
    private final Interruption interruption = new Interruption();
    private final ExecutorService demo = Executors.newSingleThreadExecutor();
    private Future<Boolean> whole;

    @BeforeEach
    void start() throws Exception {
        Browser.require();
        PrintWriter out = new PrintWriter(written);
        DemoSettings settings = new DemoSettings(
                Optional.empty(),
                true,
                "gru4rec",
                Trainers.named("gru4rec", Map.of("layers", "16", "epochs", "1", "n_sample", "64")),
                SessionGap.parse("4h"),
                "at-least-once",
                0,
                Optional.empty(),
                "",
                0,
                false,
                Optional.empty(),
                false);
        Traffic shop = ShopTraffic.of(Duration.ofHours(1), 200, 240, 7);
        Traffic traffic = new Traffic(
                shop.past(),
                shop.live(),
                shop.start(),
                shop.pace(),
                OptionalLong.of(SHORTEST_TRAFFIC),
                shop.titles(),
                shop.words());
        whole = demo.submit(() -> {
            try (DemoView view = new DemoView(new Screen(out, false, false, 200))) {
                return new Demo(settings, traffic, view, out, interruption).run();
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        if (whole != null && !interruption.asked()) { // asked twice, the demo ends this JVM
            interruption.ask();
            whole.get(3, TimeUnit.MINUTES);
        }
        demo.shutdownNow();
    }

    @Test
    void aVisitorClicksAndAnOperatorPublishes() throws Exception {
        String address = said("see it live, and click along: (\\S+)");
        KafkaConnection connection = KafkaConnection.plain(said("Kafka (\\S+),"));
        said("(version 2 answers now)");
        try (Browser browser = Browser.open(WIDE, 1_000)) {
            browser.load(address);

            fiveClicksShowWhatIsOnTheTopic(browser, connection);
            whatTrendsIsShownByCategory(browser);
            anOlderModelIsPublished(browser);
            whatIsSoldOutIsRecommendedNoMore(browser);

            String origin = address.substring(0, address.indexOf("/#"));
            assertThat(browser.loaded()).isNotEmpty().allMatch(each -> each.startsWith(origin));
            assertThat(browser.errors()).isEmpty();
        }
        try (Browser phone = Browser.open(PHONE, 844)) {
            phone.load(address);
            phone.click("#goods .card");
            eventually().until(() -> phone.attribute("#answer", "data-answer").isPresent());

            assertThat(phone.width()).isLessThanOrEqualTo(PHONE);
            assertThat(phone.errors()).isEmpty();
        }
        interruption.ask();
        assertThat(whole.get(3, TimeUnit.MINUTES)).as(written.toString()).isTrue();
    }

    private static void fiveClicksShowWhatIsOnTheTopic(Browser browser, KafkaConnection connection) {
        Map<String, List<String>> seen = new HashMap<>(); // items by the recommendation's id
        for (int click = 1; click <= CLICKS; click++) {
            clickAndAwait(browser, "#goods li:nth-child(" + 3 * click + ") .card");
            seen.put(browser.attribute("#answer", "data-answer").orElseThrow(), items(browser));
        }
        assertThat(browser.all("#clicks li")).hasSize(CLICKS);

        Map<String, List<String>> onTopic = new HashMap<>();
        SingleObjectCodec<Recommendation> codec = new SingleObjectCodec<>(Recommendation.class);
        try (Consumer<byte[], byte[]> consumer = connection.consumer()) {
            new TopicSnapshot(consumer, TopicNames.DEFAULT.recommendations()).read(record -> {
                Recommendation answer = codec.decode(record.value());
                onTopic.put(
                        id(answer.getEvent()),
                        answer.getItems().stream()
                                .map(RecommendedItem::getItemId)
                                .toList());
            });
        }
        assertThat(seen).hasSize(CLICKS);
        assertThat(onTopic).containsAllEntriesOf(seen);
    }

    private static void whatTrendsIsShownByCategory(Browser browser) {
        eventually().until(() -> browser.all("#categories .chip").size() > 2);
        browser.click("#categories .chip:nth-child(2)");
        String category = browser.attribute("#categories .chip:nth-child(2)", "data-category")
                .orElseThrow();
        eventually().until(() -> browser.attribute("#trending", "data-category").equals(Optional.of(category)));
        for (String list : List.of("#trending", "#newest")) { // titles end with the kind of goods
            eventually()
                    .until(() -> browser.text(list + " li:first-child .title").endsWith(category));
        }
    }

    private static void anOlderModelIsPublished(Browser browser) {
        browser.click("[data-promote='1']");

        eventually().until(() -> !browser.all("#swaps [data-swap='3']").isEmpty());
        eventually().until(() -> !browser.all("#versions [data-model='3'][data-state-of='served']")
                .isEmpty());
    }

    private static void whatIsSoldOutIsRecommendedNoMore(Browser browser) {
        clickAndAwait(browser, "#answer .card");
        String item = browser.attribute("#clicks li", "data-item").orElseThrow();
        browser.click("#item .switch");
        eventually().until(() -> browser.text("#item .state").contains("nobody"));
        eventually()
                .until(
                        () -> { // the job may hear of it a little later
                            clickAndAwait(browser, "#goods li:nth-child(2) .card");
                            return !items(browser).contains(item);
                        });
        Set<String> recommended = new HashSet<>();
        for (int click = 1; click <= CLICKS; click++) {
            clickAndAwait(browser, "#goods li:nth-child(" + click + ") .card");
            recommended.addAll(items(browser));
        }
        assertThat(recommended).isNotEmpty().doesNotContain(item);
    }

    /** Clicks, and waits until the answer to this click is shown. */
    private static void clickAndAwait(Browser browser, String selector) {
        Optional<String> before = browser.attribute("#clicks li:first-child", "data-answer");
        browser.click(selector);
        eventually().until(() -> {
            Optional<String> answer = browser.attribute("#clicks li:first-child", "data-answer");
            return answer.isPresent()
                    && !answer.equals(before)
                    && answer.equals(browser.attribute("#answer", "data-answer"));
        });
    }

    private static List<String> items(Browser browser) {
        return List.of(browser.attribute("#answer", "data-items").orElseThrow().split(" "));
    }

    private static String id(EventCoordinates event) {
        return event.getTopic() + "-" + event.getPartition() + "-" + event.getOffset();
    }

    /** What the demo says by now or will say. */
    private String said(String pattern) {
        Pattern sought = Pattern.compile(pattern);
        eventually()
                .until(() ->
                        whole.isDone() || sought.matcher(written.toString()).find());
        Matcher found = sought.matcher(written.toString());
        assertThat(found.find()).as(written.toString()).isTrue();
        return found.group(1);
    }
}
