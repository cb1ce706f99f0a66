package freshet.cli.similar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.cli.testing.CommandRun;
import freshet.cli.train.TrainCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After sku-1 come sku-2 three times, sku-3 once and sku-1 once. */
class SimilarCommandTest {
    @TempDir
    Path folder;

    @Test
    void rulesOfACountingModelAreShownByTheirStrength() throws IOException {
        String model = train("markov");

        List<String> lines = similar(model, "sku-1").out().lines().toList();

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("item sku-1, 6 events, model " + model + " (markov)");
        assertThat(lines.get(1).split(" +")).containsExactly("", "followed", "events", "item");
        assertThat(lines.get(2).split(" +")).containsExactly("", "3", "3", "sku-2");
        assertThat(lines.get(3).split(" +")).containsExactly("", "1", "2", "sku-3");
        assertThat(similar(model, "sku-2").out()).endsWith("the model has no rule from this item to another\n");
    }

    @ParameterizedTest
    @CsvSource({"gru4rec, cosine", "item2vec, cosine", "item-knn, similarity", "sequential-rules, weight"})
    void jsonTellsKindMeasureAndItems(String kind, String measure) throws IOException {
        String model = train(kind);

        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(similar(model, "sku-1", "--json", "--count", "2").out());

        assertThat(json.path("kind").asText()).isEqualTo(kind);
        assertThat(json.path("measure").asText()).isEqualTo(measure);
        assertThat(json.path("similar")).hasSize(2);
        assertThat(json.path("similar")).allSatisfy(other -> {
            assertThat(other.path("item").asText()).startsWith("sku-").isNotEqualTo("sku-1");
            assertThat(other.path("value").isNumber()).isTrue();
            assertThat(other.path("events").asInt()).isPositive();
        });
    }

    @Test
    void anUnknownItemIsNamedWithThoseLikeIt() throws IOException {
        String model = train("markov");

        CommandRun run = similar(model, "SKU-2");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure().orElseThrow())
                .hasMessageStartingWith("model " + model + " does not know item \"SKU-2\" (did you mean sku-2 or ")
                .hasMessageEndingWith("?); name one of its 3 items");
    }

    @Test
    void blanksAroundTheItemAreNoPartOfIt() throws IOException {
        String model = train("markov");

        assertThat(similar(model, " sku-2 ").out())
                .isEqualTo(similar(model, "sku-2").out());
        CommandRun nothing = similar(model, " ");
        assertThat(nothing.status()).isEqualTo(2);
        assertThat(nothing.err()).startsWith("an id of --item has 0 characters; an item's id has 1 to 256");
    }

    @Test
    void aModelThatRelatesNoItemsIsRefused() throws IOException {
        String model = train("popularity");

        CommandRun run = similar(model, "sku-1");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure().orElseThrow())
                .hasMessageStartingWith("model " + model + " is of kind popularity, which has neither an item");
    }

    @Test
    void aFileThatIsNoBundleIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("no.safetensors"), "no bundle at all");

        CommandRun run = similar(file.toString(), "sku-1");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure().orElseThrow()).hasMessageContaining(file.toString());
    }

    private static CommandRun similar(String model, String item, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--model", model, "--item", item));
        arguments.addAll(List.of(more));
        return CommandRun.of(new SimilarCommand(), arguments.toArray(String[]::new));
    }

    private String train(String kind) throws IOException {
        Path log = Files.writeString(
                folder.resolve("train.txt"), "sku-1 sku-2\nsku-1 sku-2\nsku-1 sku-2\nsku-1 sku-3\nsku-3 sku-1 sku-1\n");
        String model = folder.resolve(kind + ".safetensors").toString();
        CommandRun run = CommandRun.of(
                new TrainCommand(),
                "--train",
                log.toString(),
                "--format",
                "sequences",
                "--min-support",
                "1",
                "--model",
                kind,
                "--no-report",
                "--output",
                model);
        assertThat(run.failure()).isEmpty();
        return model;
    }
}
