package freshet.gateway.model;

import static freshet.serving.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import freshet.gateway.model.RunningModels.Got;
import freshet.model.bundle.BundleFile;
import freshet.schema.ModelAnnouncement;
import freshet.serving.Announcement;
import freshet.serving.Challenge;
import freshet.serving.table.ItemRecords;
import freshet.serving.testing.TestBroker;
import freshet.serving.testing.TinyGru;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Models and items by way of a real broker, asked over HTTP. */
@ExtendWith(TestBroker.class)
class ModelsITCase {
    private static final String SESSION = "{\"items\":[\"i3\",\"i1\"]}";
    private static final List<String> ITEMS = List.of("i3", "i1");

    private final TinyGru first = new TinyGru(30, 1);
    private final TinyGru second = new TinyGru(30, 2);

    @TempDir
    private Path folder;

    private RunningModels models;

    @BeforeEach
    void createTopics(TestBroker.Running broker) throws Exception {
        models = new RunningModels(broker.bootstrapServers());
    }

    @AfterEach
    void stop() {
        models.close();
    }

    private void start() {
        models.start();
        models.ready();
    }

    private void serve(TinyGru model, long version) throws Exception {
        models.announce(model.publish(folder, version));
        models.serves(version);
    }

    @Test
    void anAnswerIsTheModelsOwn() throws Exception {
        start();
        serve(first, 1);

        assertRanking(models.post("/v1/recommend", SESSION), first, 1, 20);
        assertRanking(models.post("/v1/recommend", "{\"items\":[\"i3\",\"unknown\",\"i1\"],\"n\":5}"), first, 1, 5);
    }

    @Test
    void withoutAnAnnouncedModelTheAnswerIsNone() {
        start();

        JsonNode answer = models.post("/v1/recommend", SESSION).json();
        assertThat(answer.at("/source").asText()).isEqualTo("NONE");
        assertThat(answer.at("/modelVersion").asLong()).isZero();
        assertThat(answer.at("/items")).isEmpty();
        assertThat(models.get("/v1/items").status()).isEqualTo(503);
        assertThat(models.get("/v1/models").json().at("/models")).isEmpty();
    }

    @Test
    void swapsUnderLoadLoseNoAnswer() throws Exception {
        start();
        serve(first, 1);
        AtomicBoolean goesOn = new AtomicBoolean(true);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        List<Future<List<Got>>> answers = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            answers.add(callers.submit(() -> {
                List<Got> got = new ArrayList<>();
                while (goesOn.get()) {
                    got.add(models.post("/v1/recommend", SESSION));
                }
                return got;
            }));
        }
        for (long version = 2; version <= 5; version++) {
            serve(version % 2 == 0 ? second : first, version);
        }
        goesOn.set(false);
        callers.shutdown();
        for (Future<List<Got>> caller : answers) {
            List<Got> got = caller.get();
            assertThat(got).isNotEmpty().allSatisfy(answer -> {
                long version = answer.json().at("/modelVersion").asLong();
                assertRanking(answer, version % 2 == 0 ? second : first, version, 20);
            });
        }
    }

    @Test
    void promoteAndRollbackAnnounceABundleAnew() throws Exception {
        start();
        serve(first, 1);
        serve(second, 2);

        Got back = models.post("/v1/models/rollback", "{}");
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.json().at("/version").asLong()).isEqualTo(3);
        models.serves(3);
        assertRanking(models.post("/v1/recommend", SESSION), first, 3, 20);

        Got promoted = models.post("/v1/models/2/promote", "{}");
        assertThat(promoted.json().at("/version").asLong()).isEqualTo(4);
        models.serves(4);
        assertRanking(models.post("/v1/recommend", SESSION), second, 4, 20);

        assertThat(models.post("/v1/models/9/promote", "{}").status()).isEqualTo(404);
    }

    @Test
    void aChallengerAnswersThoseWhoAskForItAlone() throws Exception {
        start();
        serve(first, 1);
        assertThat(challenger()).isEqualTo(MissingNode.getInstance());
        challenge(2, 0.05, 0.2);
        eventually().until(() -> challenger().at("/share").asDouble() == 0.05);

        assertThat(challenger().at("/model/version").asLong()).isEqualTo(2);
        assertThat(challenger().at("/shadow").asDouble()).isEqualTo(0.2);
        assertThat(models.get("/v1/models").json().at("/models")).hasSize(1);
        assertRanking(models.post("/v1/recommend", SESSION), first, 1, 20);
        assertRanking(models.post("/v1/recommend?version=2", SESSION), second, 2, 20);

        models.challenge(new Challenge("default", Optional.empty()));
        eventually().until(() -> challenger().isMissingNode());
        assertThat(models.post("/v1/recommend?version=2", SESSION).status()).isEqualTo(404);
    }

    @Test
    void promotionAndReturnEndATrial() throws Exception {
        start();
        serve(first, 1);
        challenge(2, 0.5, 0);
        eventually().until(() -> challenger().at("/model/version").asLong() == 2);

        Got promoted = models.post("/v1/models/2/promote", "{}");
        assertThat(promoted.json().at("/version").asLong()).isEqualTo(3);
        models.serves(3);
        assertRanking(models.post("/v1/recommend", SESSION), second, 3, 20);
        assertThat(challenger().isMissingNode()).isTrue();

        challenge(4, 0.5, 0);
        eventually().until(() -> challenger().at("/model/version").asLong() == 4);
        assertThat(models.post("/v1/models/rollback", "{}")
                        .json()
                        .at("/version")
                        .asLong())
                .isEqualTo(5);
        models.serves(5);
        assertRanking(models.post("/v1/recommend", SESSION), first, 5, 20);
        assertThat(challenger().isMissingNode()).isTrue();
    }

    private void challenge(long version, double share, double shadow) throws Exception {
        models.challenge(new Challenge(
                "default",
                Optional.of(ModelAnnouncement.newBuilder(
                                second.publish(folder, version).bundle())
                        .setShare(share)
                        .setShadow(shadow)
                        .build())));
    }

    private JsonNode challenger() {
        return models.get("/v1/models").json().at("/challenger");
    }

    @Test
    void withoutAnEarlierBundleThereIsNoWayBack() throws Exception {
        start();
        assertThat(models.post("/v1/models/rollback", "{}").status()).isEqualTo(409);
        serve(first, 1);
        assertThat(models.post("/v1/models/rollback", "{}").status()).isEqualTo(409);
    }

    @Test
    void aBadBundleIsRefusedAndTheOldOneGoesOn() throws Exception {
        start();
        serve(first, 1);
        Path bad = Files.writeString(folder.resolve("bad"), "no bundle");
        models.announce(TinyGru.announcement(bad, BundleFile.sha256(bad), 2));

        eventually().until(() -> state(2).equals("refused"));
        assertThat(model(2).at("/problem").asText()).contains("no safetensors file");
        assertThat(state(1)).isEqualTo("served");
        assertRanking(models.post("/v1/recommend", SESSION), first, 1, 20);
        assertThat(models.get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void aStoreThatComesBackIsTriedAgain() throws Exception {
        Announcement announced = first.publish(folder, 1);
        Path bundle = folder.resolve("model-1.safetensors");
        Path away = Files.move(bundle, folder.resolve("away"));
        models.announce(announced);
        models.start();

        eventually().until(() -> state(1).equals("refused"));
        Got unready = models.get("/health/ready");
        assertThat(unready.status()).isEqualTo(503);
        assertThat(unready.json().at("/detail").asText()).contains("version 1 cannot be loaded");
        assertThat(models.post("/v1/recommend", SESSION).status()).isEqualTo(503);

        Files.move(away, bundle);
        models.serves(1);
        models.ready();
        assertRanking(models.post("/v1/recommend", SESSION), first, 1, 20);
    }

    @Test
    void aWithheldItemDisappearsEverywhere() throws Exception {
        start();
        serve(first, 1);
        String best = models.post("/v1/recommend", SESSION)
                .json()
                .at("/items/0/itemId")
                .asText();

        assertThat(models.put("/v1/items/" + best + "/availability", "{\"available\":false}")
                        .status())
                .isEqualTo(200);
        eventually().until(() -> !items(models.post("/v1/recommend", SESSION)).contains(best));
        assertThat(items(models.get("/v1/popular?n=100"))).hasSize(29).doesNotContain(best);
        assertThat(items(models.get("/v1/items/i2/similar?n=100"))).doesNotContain(best);
        assertThat(items(models.post("/v1/explain", SESSION))).isNotEmpty().doesNotContain(best);
        assertThat(models.get("/v1/items/" + best).json().at("/available").asBoolean())
                .isFalse();

        models.put("/v1/items/" + best + "/availability", "{\"available\":true}");
        eventually().until(() -> items(models.post("/v1/recommend", SESSION)).contains(best));
    }

    @Test
    void anItemOfTheCatalogueIsShownAndKeepsWhatIsKnownOfIt() throws Exception {
        start();
        serve(first, 1);
        models.item(
                "i5",
                "{\"itemId\":\"i5\",\"title\":\"rain jacket\",\"boost\":2,\"attributes\":"
                        + "{\"category\":\"jacket\",\"price\":79.5,\"tags\":[\"rain\"]}}");
        models.item("new", "{\"itemId\":\"new\",\"attributes\":{\"category\":\"shoe\"}}");
        eventually().until(() -> models.get("/v1/items/new").status() == 200);
        assertThat(models.get("/v1/items/i5").json().toString())
                .isEqualTo("{\"itemId\":\"i5\",\"title\":\"rain jacket\",\"category\":\"jacket\",\"available\":true,"
                        + "\"attributes\":{\"category\":\"jacket\",\"price\":79.5,\"tags\":[\"rain\"]},\"boost\":2.0}");
        assertThat(models.get("/v1/items?q=RAIN").json().at("/items/0/itemId").asText())
                .isEqualTo("i5");

        models.put("/v1/items/i5/availability", "{\"available\":false}");
        eventually()
                .until(() -> !models.get("/v1/items/i5").json().at("/available").asBoolean());
        models.put("/v1/items/i5/availability", "{\"available\":true}");
        eventually()
                .until(() -> models.get("/v1/items/i5").json().at("/available").asBoolean());
        assertThat(models.get("/v1/items/i5").json().at("/attributes/price").asDouble())
                .isEqualTo(79.5);
    }

    @Test
    void aCallMayFilterByAttributes() throws Exception {
        start();
        serve(first, 1);
        for (int item = 0; item < 30; item++) {
            models.item(
                    "i" + item,
                    "{\"itemId\":\"i" + item + "\",\"attributes\":{\"category\":\"" + (item % 10 == 4 ? "shoe" : "hat")
                            + "\",\"price\":" + item + "}}");
        }
        eventually().until(() -> models.get("/v1/items/i29").json().has("attributes"));

        Got shoes = models.post("/v1/recommend", "{\"items\":[\"i3\"],\"n\":20,\"filter\":\"category=shoe\"}");
        assertThat(items(shoes)).containsExactlyInAnyOrder("i4", "i14", "i24");
        assertThat(shoes.json().at("/matching").asInt()).isEqualTo(3);
        double shares = 0;
        for (JsonNode item : shoes.json().at("/items")) {
            shares += item.at("/probability").asDouble();
        }
        assertThat(shares).isCloseTo(1, within(1e-4));
        assertThat(items(models.post("/v1/recommend", "{\"items\":[\"i3\"],\"filter\":\"price<5, category!=shoe\"}")))
                .containsExactlyInAnyOrder("i0", "i1", "i2", "i3");
        Got none = models.post("/v1/recommend", "{\"items\":[\"i3\"],\"filter\":\"category=coat\"}");
        assertThat(items(none)).isEmpty();
        assertThat(none.json().at("/matching").asInt()).isZero();
        assertThat(items(models.get("/v1/popular?filter=category%3Dshoe")))
                .containsExactlyInAnyOrder("i4", "i14", "i24");
        assertThat(models.post("/v1/recommend", SESSION).json().has("matching")).isFalse();
        Got wrong = models.post("/v1/recommend", "{\"items\":[\"i3\"],\"filter\":\"category\"}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().at("/where").asText()).isEqualTo("body /filter");
    }

    @Test
    void anItemIsRecommendedUntilItExpires() throws Exception {
        start();
        serve(first, 1);
        models.item("i4", "{\"itemId\":\"i4\",\"availableUntil\":\"2020-01-01T00:00:00Z\"}");
        models.item("i5", "{\"itemId\":\"i5\",\"availableUntil\":\"2999-01-01T00:00:00Z\"}");
        eventually()
                .until(() -> !models.get("/v1/items/i4").json().at("/available").asBoolean());
        assertThat(items(models.post("/v1/recommend", "{\"items\":[\"i3\"],\"n\":100}")))
                .hasSize(29)
                .doesNotContain("i4")
                .contains("i5");
    }

    @Test
    void anotherVersionAnswersWhereItIsAskedFor() throws Exception {
        start();
        serve(first, 1);
        serve(second, 2);
        serve(first, 3);
        serve(second, 4);

        for (long version : new long[] {1, 2, 1, 4}) {
            assertRanking(
                    models.post("/v1/recommend?version=" + version, SESSION),
                    version % 2 == 0 ? second : first,
                    version,
                    20);
        }
        assertThat(models.post("/v1/recommend?version=3", SESSION).status()).isEqualTo(503);
        Got unknown = models.post("/v1/recommend?version=7", SESSION);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().at("/remedy").asText()).isEqualTo("give one of 4, 3, 2, 1");
        assertThat(models.post("/v1/recommend?version=x", SESSION).status()).isEqualTo(400);
    }

    @Test
    void similarItemsAreThoseOfTheEmbedding() throws Exception {
        start();
        serve(first, 1);

        Got similar = models.get("/v1/items/i2/similar?n=3");
        assertThat(similar.json().at("/measure").asText()).isEqualTo("cosine");
        assertThat(items(similar)).hasSize(3).doesNotContain("i2");
        assertThat(models.get("/v1/items/nothing/similar").status()).isEqualTo(404);
        assertThat(items(models.get("/v1/items?q=I2&n=100")))
                .containsExactly("i2", "i20", "i21", "i22", "i23", "i24", "i25", "i26", "i27", "i28", "i29");
    }

    @Test
    void anExplanationNamesWhatAnItemRestsOn() throws Exception {
        start();
        serve(first, 1);

        Got answer = models.post("/v1/recommend", SESSION);
        Got explained = models.post("/v1/explain", "{\"items\":[\"i3\",\"i1\"],\"n\":3}");
        assertThat(items(explained)).isEqualTo(items(answer).subList(0, 3));
        assertThat(explained.json().at("/items/0/because")).hasSize(2);
        assertThat(explained.json().at("/items/0/probability").floatValue())
                .isEqualTo(answer.json().at("/items/0/probability").floatValue());
        assertThat(models.post("/v1/explain", "{\"items\":[]}").status()).isEqualTo(400);
    }

    @Test
    void whatCannotBeAskedIsNamedWithItsPlace() throws Exception {
        start();
        serve(first, 1);

        assertRefused("{\"items\":[\"i1\",\"\"]}", "body /items/1");
        assertRefused("{\"items\":[\"" + "x".repeat(257) + "\"]}", "body /items/0");
        assertRefused("{\"items\":[" + "\"i1\",".repeat(1_000) + "\"i1\"]}", "body /items");
        assertRefused("{\"items\":[\"i1\"],\"n\":101}", "body /n");
        assertRefused("{\"items\":[null]}", "body /items/0");
        assertRefused("{\"items\":null}", "body /items");
        assertRefused("{}", "body /items");
        assertThat(models.get("/v1/popular?n=0").status()).isEqualTo(400);
        assertThat(models.post("/v1/models/x/promote", "{}").status()).isEqualTo(400);
        assertThat(models.put("/v1/items/i1/availability", "{}").status()).isEqualTo(400);
    }

    private void assertRefused(String body, String where) {
        Got got = models.post("/v1/recommend", body);
        assertThat(got.status()).as(body).isEqualTo(400);
        assertThat(got.json().at("/where").asText()).isEqualTo(where);
        assertThat(got.json().at("/remedy").asText()).isNotBlank();
    }

    @Test
    void anItemThatACallExcludesMakesRoomForTheNext() throws Exception {
        start();
        serve(first, 1);

        List<String> best = items(models.post("/v1/recommend", SESSION));
        assertThat(items(models.post(
                        "/v1/recommend", "{\"items\":[\"i3\",\"i1\"],\"n\":3,\"exclude\":[\"" + best.get(1) + "\"]}")))
                .containsExactly(best.get(0), best.get(2), best.get(3));
    }

    @Test
    void topicsThatAreMadeAnewAreReadAnew() throws Exception {
        start();
        serve(first, 3);
        models.send(ItemRecords.record(models.itemsTopic(), "i5", false, Instant.EPOCH));
        models.send(ItemRecords.record(models.itemsTopic(), "i6", false, Instant.EPOCH));
        eventually().until(() -> !available("i5") && !available("i6"));

        models.makeAnew(models.itemsTopic());
        models.makeAnew(models.modelsTopic());
        models.send(ItemRecords.record(models.itemsTopic(), "i6", false, Instant.EPOCH));
        eventually().until(() -> available("i5") && !available("i6"));
        models.send(ItemRecords.record(models.itemsTopic(), "i6", true, Instant.EPOCH));
        eventually().until(() -> available("i6"));
        models.announce(second.publish(folder, 4));
        models.serves(4);
        assertRanking(models.post("/v1/recommend", SESSION), second, 4, 20);
    }

    private boolean available(String item) {
        return models.get("/v1/items/" + item).json().at("/available").asBoolean();
    }

    private JsonNode model(long version) {
        Optional<JsonNode> found = StreamSupport.stream(
                        models.get("/v1/models").json().at("/models").spliterator(), false)
                .filter(model -> model.at("/version").asLong() == version)
                .findFirst();
        return found.orElse(MissingNode.getInstance());
    }

    private String state(long version) {
        return model(version).at("/state").asText();
    }

    private static List<String> items(Got got) {
        return StreamSupport.stream(got.json().at("/items").spliterator(), false)
                .map(item -> item.at("/itemId").asText())
                .toList();
    }

    private static void assertRanking(Got got, TinyGru model, long version, int size) {
        double[] expected = model.probabilities(ITEMS);
        List<Integer> best = TinyGru.ranking(expected).subList(0, size);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.json().at("/modelVersion").asLong()).isEqualTo(version);
        assertThat(got.json().at("/source").asText()).isEqualTo("MODEL");
        assertThat(items(got))
                .containsExactlyElementsOf(best.stream().map(row -> "i" + row).toList());
        for (int rank = 0; rank < size; rank++) {
            assertThat(got.json().at("/items/" + rank + "/probability").doubleValue())
                    .isCloseTo(expected[best.get(rank)], within(1e-5));
        }
    }
}
