package freshet.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import freshet.cli.testing.CommandRun;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    @TempDir
    Path folder;

    /**
     * By hand: the second x is a duplicate, the broken line malformed, y too rare (1 event),
     * session 3 too short (1 event), and the second a of session 2 a repeat. The item z is in no
     * other session.
     */
    @Test
    void whatIsLeftOutIsSaidAndNotedRuleByRule() throws IOException {
        StringBuilder log = new StringBuilder("SessionId\tItemId\tTime\n");
        line(log, 1, "x", 0);
        line(log, 1, "x", 0);
        line(log, 1, "y", 1);
        line(log, 1, "a", 2);
        line(log, 2, "a", 3);
        line(log, 2, "a", 4);
        line(log, 2, "x", 5);
        line(log, 3, "a", 6);
        log.append("broken\n");
        for (int i = 0; i < 50; i++) {
            line(log, 10 + i, "x", 100 + i);
            line(log, 10 + i, "a", 200 + i);
        }
        CommandRun run = train(
                log,
                "--format",
                "rsc15",
                "--min-support",
                "2",
                "--min-session-length",
                "2",
                "--drop-repeats",
                "--model",
                "markov");

        assertThat(run.out().lines().toList().subList(0, 3))
                .containsExactly(
                        "read " + folder.resolve("log")
                                + ": 108 events, 53 sessions (a pause over 30min ends one); left out: 1 duplicate"
                                + " events, 1 of 109 lines malformed: line 10: the line \"broken\" has 1 columns; it"
                                + " must have 3",
                        "not learned from: 1 items with a support under 2 (1 events); 1 sessions shorter than 2 (1 "
                                + "events, 0 items found in no other); 1 repeats of the item before",
                        "training markov on 52 sessions, 104 events, 2 items");
        JsonNode provenance = bundle().provenance();
        assertThat(provenance.at("/data/min_item_support").asInt()).isEqualTo(2);
        // A bundle's JSON has its keys in order.
        assertThat(provenance.at("/data/dropped").toString())
                .isEqualTo("{\"rare_events\":1,\"rare_items\":1,\"repeats\":1,\"short_events\":1,\"short_items\":0,"
                        + "\"short_sessions\":1}");
        assertThat(provenance.at("/logs").toString())
                .isEqualTo("{\"format\":\"rsc15\",\"session_gap\":\"30min\",\"train\":{\"duplicates\":1,"
                        + "\"equal_times\":0,\"events\":108,\"malformed\":1}}");
    }

    @Test
    void itemsNamedAsMissingAreTold() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), "1 NULL 2\n2 NULL\n");
        CommandRun run = CommandRun.of(
                new TrainCommand(),
                "--train",
                log.toString(),
                "--format",
                "sequences",
                "--min-support",
                "1",
                "--model",
                "markov",
                "--no-report",
                "--output",
                folder.resolve("m").toString());

        assertThat(run.status()).as(run.err() + run.failure()).isZero();
        assertThat(run.err())
                .startsWith("freshet: warning: log " + log + ": items are named as programs write a missing value:"
                        + " \"NULL\" (40.0 % of events)");
    }

    @Test
    void aShareOfTheSessionsValidatesEachEpochAndTheBestIsKept() throws IOException {
        CommandRun run = train(cycles(60), "--format", "sequences", "--validate-share", "0.1", "--set", "patience=2");

        List<String> validated = run.out()
                .lines()
                .filter(line -> line.contains("validation Recall@20"))
                .toList();
        ModelBundle bundle = bundle();
        double recall = bundle.metrics().get("validation_recall@20");
        assertThat(validated).hasSizeBetween(3, 6);
        assertThat(validated.get(validated.size() - 1))
                .startsWith("trained in ")
                .contains(String.format(
                        "kept epoch %.0f with validation Recall@20 %.4f",
                        bundle.metrics().get("epoch"), recall));
        assertThat(run.out()).contains("on 54 sessions");
        assertThat(bundle.provenance().at("/logs/validation_share").asDouble()).isEqualTo(0.1);
    }

    /**
     * Nothing is left out of the validation log: the item that the model does not know makes two
     * misses of three.
     */
    @Test
    void aValidationLogIsJudgedAsTheEvaluatorWould() throws IOException {
        Path later = Files.writeString(folder.resolve("later"), "item0 unknown item1\nitem0 item1\n");
        CommandRun run =
                train(cycles(20), "--format", "sequences", "--model", "markov", "--validate", later.toString());

        // After item0 the chain says item1; after an unknown item it goes by the last known one,
        // and says item1 again.
        assertThat(run.out()).contains("epoch 1 of 1: validation Recall@20 0.6667");
    }

    @Test
    void aValidationLogOfOtherItemsIsToldOf() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "x y z\nx y\n");

        Path file = Files.writeString(folder.resolve("log"), cycles(20));

        CommandRun run = CommandRun.of(
                new TrainCommand(),
                "--train=" + file,
                "--format=sequences",
                "--model=markov",
                "--no-report",
                "--validate=" + other,
                "--output=" + folder.resolve("m"));

        assertThat(run.status()).isZero();
        assertThat(run.err())
                .isEqualTo("freshet: warning: log " + other + ": 5 of 5 events are of items that are not learned"
                        + " from; check that it names items as the training log does\n");
    }

    @Test
    void anOlderBundleIsStartedFrom() throws IOException {
        train(cycles(40), "--format", "sequences");
        Path older = Files.move(folder.resolve("m"), folder.resolve("older"));
        train(cycles(50), "--format", "sequences", "--start-from", older.toString());

        assertThat(bundle().provenance().at("/warm_start/known_items").asInt()).isEqualTo(8);
    }

    private CommandRun train(CharSequence log, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("log"), log);
        List<String> arguments = new ArrayList<>(List.of(
                "--train", file.toString(), "--output", folder.resolve("m").toString()));
        arguments.add("--no-report");
        arguments.addAll(List.of(more));
        if (!arguments.contains("markov")) {
            arguments.addAll(
                    List.of("--set", "layers=8", "--set", "epochs=5", "--set", "n_sample=8", "--set", "batch_size=8"));
        }
        CommandRun run = CommandRun.of(new TrainCommand(), arguments.toArray(String[]::new));
        assertThat(run.failure()).isEmpty();
        assertThat(run.err()).isEmpty();
        return run;
    }

    private ModelBundle bundle() {
        return BundleFile.read(folder.resolve("m"));
    }

    private static String cycles(int sessions) {
        StringBuilder log = new StringBuilder();
        for (int s = 0; s < sessions; s++) {
            for (int step = 0; step < 4; step++) {
                log.append("item").append((s + step) % 8).append(' ');
            }
            log.append('\n');
        }
        return log.toString();
    }

    private static void line(StringBuilder log, int session, String item, int second) {
        log.append(session)
                .append('\t')
                .append(item)
                .append('\t')
                .append(1_400_000_000L + second)
                .append('\n');
    }
}
