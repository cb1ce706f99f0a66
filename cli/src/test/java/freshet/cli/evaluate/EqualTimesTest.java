package freshet.cli.evaluate;

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
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that have one time per day: nothing but the order of their lines tells what came first. */
class EqualTimesTest {
    private static final int ITEMS = 120;
    private static final int LENGTH = 5;

    @TempDir
    Path folder;

    /**
     * Sorted by item id, random sessions would show a pattern: a small id is followed by a larger
     * one.
     */
    @Test
    void noPatternIsFoundInSessionsWithoutOne() throws IOException {
        Random random = new Random(13);
        Path train = write("train.tsv", 1_500, session -> random.nextInt(ITEMS));
        Path test = write("test.tsv", 300, session -> random.nextInt(ITEMS));

        double chance = 10.0 / ITEMS;
        assertThat(recall(train, test, 10)).isBetween(0.6 * chance, 1.4 * chance);
    }

    @Test
    void aStrictChainIsFoundWhole() throws IOException {
        int[] steps = {0};
        IntUnaryOperator chain = session -> (session + 41 * steps[0]++) % ITEMS;
        Path train = write("train.tsv", 400, chain);
        Path test = write("test.tsv", 100, chain);

        assertThat(recall(train, test, 1)).isEqualTo(1);
    }

    @Test
    void trainAndEvaluateSayHowManyEventsShareTheirTime() throws IOException {
        Path log = folder.resolve("log.tsv");
        Files.writeString(
                log,
                "SessionId\tItemId\tTime\n"
                        + "a\t1\t1700006400\na\t2\t1700006400\na\t3\t1700006401\n"
                        + "b\t1\t1700006400\nb\t2\t1700006402\n");

        assertThat(train(log).out()).contains("2 of 5 events share their time with another one of their session");
        assertThat(evaluate(log, 1, List.of()).out())
                .contains("equal times  2 events share their time with another one of their session");
        assertThat(json(log, 1).path("equalTimes").asInt()).isEqualTo(2);
    }

    private double recall(Path train, Path test, int k) throws IOException {
        train(train);
        return json(test, k).path("recall").asDouble();
    }

    private CommandRun train(Path log) {
        CommandRun run = CommandRun.of(
                new TrainCommand(),
                "--train",
                log.toString(),
                "--format",
                "rsc15",
                "--model",
                "markov",
                "--min-support",
                "1",
                "--output",
                model());
        assertThat(run.failure()).isEmpty();
        return run;
    }

    private JsonNode json(Path test, int k) throws IOException {
        return new JsonMapper().readTree(evaluate(test, k, List.of("--json")).out());
    }

    private CommandRun evaluate(Path test, int k, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--model", model(), "--test", test.toString(), "--format", "rsc15", "--k", Integer.toString(k)));
        arguments.addAll(more);
        CommandRun run = CommandRun.of(new EvaluateCommand(), arguments.toArray(String[]::new));
        assertThat(run.failure()).isEmpty();
        return run;
    }

    private String model() {
        return folder.resolve("model.safetensors").toString();
    }

    private Path write(String name, int sessions, IntUnaryOperator nextItem) throws IOException {
        StringBuilder text = new StringBuilder("SessionId\tItemId\tTime\n");
        for (int session = 0; session < sessions; session++) {
            int id = session;
            List<Integer> items = IntStream.generate(() -> nextItem.applyAsInt(id))
                    .distinct()
                    .limit(LENGTH)
                    .boxed()
                    .toList();
            for (int item : items) {
                text.append(name).append(session).append('\t').append(item).append("\t1700006400\n");
            }
        }
        return Files.writeString(folder.resolve(name), text);
    }
}
