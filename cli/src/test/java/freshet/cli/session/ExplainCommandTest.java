package freshet.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.cli.testing.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    @TempDir
    Path folder;

    /** A Markov chain looks at the last event alone: without b, c does not follow. */
    @Test
    void theTableShowsWhatWeighsMost() throws IOException {
        String markov = TrainedModels.train(folder, "markov");
        CommandRun run = run("--model", markov, "--session", "d,b", "--events", "1");
        assertThat(run.status()).as(run.err() + run.failure()).isZero();
        assertThat(run.out())
                .isEqualTo(
                        """
                        rank  probability  item  events
                           1  1.0000       c     +1.0000 b (#2)
                        """);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void jsonHasAllEventsOfEachItem() throws IOException {
        for (String kind : TrainedModels.KINDS) {
            String model = TrainedModels.train(folder, kind);
            CommandRun run = run("--model", model, "--session", "b,zz,c", "--count", "2", "--json");
            assertThat(run.status()).as(run.err() + run.failure()).isZero();
            assertThat(run.err()).contains("does not know 1 item of the session: \"zz\"");
            JsonNode json = JsonMapper.builder().build().readTree(run.out());
            assertThat(json.path("unknown")).hasToString("[\"zz\"]");
            assertThat(json.path("source").asText()).isEqualTo("MODEL");
            assertThat(json.path("items")).as(kind).isNotEmpty();
            for (JsonNode item : json.path("items")) {
                assertThat(item.path("events")).as(kind).hasSize(2);
                double before = Double.POSITIVE_INFINITY;
                for (JsonNode event : item.path("events")) {
                    assertThat(event.path("position").asInt()).isIn(1, 3);
                    assertThat(event.path("itemId").asText())
                            .isEqualTo(event.path("position").asInt() == 1 ? "b" : "c");
                    assertThat(event.path("without").asDouble()
                                    + event.path("weight").asDouble())
                            .isCloseTo(item.path("probability").asDouble(), within(1e-6));
                    assertThat(event.path("weight").asDouble()).isLessThanOrEqualTo(before);
                    before = event.path("weight").asDouble();
                }
            }
        }
    }

    @Test
    void aModelThatRanksNothingIsTold() throws IOException {
        String markov = TrainedModels.train(folder, "markov");
        CommandRun run = run("--model", markov, "--session", "c,b", "--exclude", "seen", "--count", "1");
        assertThat(run.err())
                .isEqualTo(
                        "freshet: the model ranks no item that may be recommended; these are the most popular ones\n");
        assertThat(run.out()).contains("   1  ");
    }

    private static CommandRun run(String... arguments) {
        return CommandRun.of(new ExplainCommand(), arguments);
    }
}
