package freshet.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.testing.CommandRun;
import freshet.cli.train.TrainCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prepares random logs by a Flink in this JVM, and trains on the sets and on the logs. */
class PrepareITCase {
    private static final List<String> FILES = List.of("whole.set", "earlier.set", "later.sessions", "set.json");

    @TempDir
    Path folder;

    /** Large enough that its last twentieth is held out by itself. */
    @Test
    void aSetHasTheSameBytesAtAnyParallelismAndTrainsAsTheLog() throws IOException {
        Path log = log(1, 50_000, 400);

        Path one = prepared(folder.resolve("parts"), 1);
        Path two = prepared(folder.resolve("parts"), 2);
        Path three = prepared(folder.resolve("parts"), 3);
        Path whole = prepared(log, 2);

        for (String file : FILES) {
            assertThat(two.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
            assertThat(three.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
            assertThat(whole.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
        }
        assertThat(trained("--prepared", two, "--model", "gru4rec", "--set", "layers=8", "--set", "epochs=1"))
                .hasSameBinaryContentAs(trained(
                        "--format",
                        "jsonl",
                        "--session-gap",
                        "none",
                        "--train",
                        log,
                        "--model",
                        "gru4rec",
                        "--set",
                        "layers=8",
                        "--set",
                        "epochs=1"));
    }

    @Test
    void rulesAndTypesAreThoseOfTrain() throws IOException {
        for (int seed = 2; seed < 5; seed++) {
            Path log = log(seed, 900 * seed, 12);
            List<String> rules = Stream.of("--format jsonl --event-types view --min-support " + seed
                            + " --min-session-length " + (2 + seed % 2) + " --session-gap 2h"
                            + (seed % 2 == 0 ? " --drop-repeats" : ""))
                    .flatMap(words -> Stream.of(words.split(" ")))
                    .toList();
            Path set = folder.resolve("set-" + seed);
            List<Object> words = new ArrayList<>(rules);
            words.addAll(List.of("--train", folder.resolve("parts"), "--output", set, "--parallelism", seed - 1));
            words.addAll(List.of("--validate-share", "0.2"));
            run(new PrepareCommand(), words.toArray());

            List<Object> ofLog = new ArrayList<>(rules);
            ofLog.addAll(List.of("--train", log, "--model", "markov", "--validate-share", "0.2"));
            assertThat(trained("--prepared", set, "--model", "markov", "--validate-share", "0.2"))
                    .hasSameBinaryContentAs(trained(ofLog.toArray()));
        }
    }

    @Test
    void aLogThatCannotBeUsedLeavesNothingBehind() throws IOException {
        Path log = folder.resolve("wrong.jsonl");
        Files.writeString(log, "{\"sessionId\": 1}\n".repeat(50));
        Path output = folder.resolve("set");

        CommandRun run = CommandRun.of(
                new PrepareCommand(), "--format", "jsonl", "--train", log.toString(), "--output", output.toString());

        assertThat(run.status()).isOne();
        assertThat(run.failure().orElseThrow())
                .hasMessageStartingWith("log " + log)
                .hasMessageContaining("50 of 50 lines are malformed");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(log);
        }
    }

    @Test
    void aFolderThatIsThereIsNotReplaced() throws IOException {
        Path log = log(5, 200, 10);
        Path output = Files.createDirectory(folder.resolve("taken"));
        Files.writeString(output.resolve("mine"), "");

        CommandRun run = CommandRun.of(
                new PrepareCommand(), "--format", "jsonl", "--train", log.toString(), "--output", output.toString());

        assertThat(run.failure().orElseThrow())
                .hasMessage("--output " + output + " is there already; name a new folder");
    }

    @Test
    void whatIsSaidToPrepareIsRefusedWithASet() {
        CommandRun run = CommandRun.of(
                new TrainCommand(),
                "--prepared",
                "some-set",
                "--min-support",
                "3",
                "--output",
                folder.resolve("m").toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains("--min-support goes with a log, and some-set is prepared already; leave it out,"
                        + " or give it to prepare");
    }

    @Test
    void howAFileIsReadIsRefusedWithATopic() {
        assertThat(refused("--kafka", "localhost:1", "--column-item", "x"))
                .contains("--column-item goes with --train, and the log is a topic; leave it out");
        assertThat(refused("--kafka", "localhost:1", "--train", "log.jsonl"))
                .contains("--kafka and --train name two logs to prepare; leave one of them out");
        assertThat(refused("--format", "jsonl")).contains("'--train=FILE', or '--kafka=HOST:PORT'");
        assertThat(refused("--train", "log.jsonl", "--format", "jsonl", "--from", "7d"))
                .contains("--from goes with --kafka; give it, or leave --from out");
    }

    private String refused(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--output", folder.resolve("set").toString()));
        CommandRun run = CommandRun.of(new PrepareCommand(), all.toArray(String[]::new));
        assertThat(run.status()).isEqualTo(2);
        assertThat(folder.resolve("set")).doesNotExist();
        return run.err();
    }

    /** A log in one file, and the same in three files of the folder parts. */
    private Path log(long seed, int events, int items) throws IOException {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            lines.add(String.format(
                    "{\"sessionId\": \"visitor-%d\", \"itemId\": \"item-%d\", \"eventTime\": %d, "
                            + "\"eventType\": \"%s\"%s}",
                    random.nextInt(1 + events / 12),
                    Math.min(random.nextInt(items), random.nextInt(items)),
                    1_700_000_000_000L + random.nextInt(600) * 60_000L,
                    random.nextInt(5) == 0 ? "cart" : "view",
                    random.nextInt(4) == 0 ? ", \"eventId\": \"e" + random.nextInt(events) + "\"" : ""));
        }
        Path parts = folder.resolve("parts");
        Files.createDirectories(parts);
        int third = events / 3;
        Files.write(parts.resolve("1.jsonl"), lines.subList(0, third));
        Files.write(parts.resolve("2.jsonl"), lines.subList(third, 2 * third + 7));
        Files.write(parts.resolve("3.jsonl"), lines.subList(2 * third + 7, events));
        return Files.write(folder.resolve("log-" + seed + ".jsonl"), lines);
    }

    private Path prepared(Path log, int parallelism) throws IOException {
        Path set = folder.resolve("set-of-" + log.getFileName() + "-" + parallelism);
        run(
                new PrepareCommand(),
                "--format",
                "jsonl",
                "--session-gap",
                "none",
                "--train",
                log,
                "--output",
                set,
                "--parallelism",
                parallelism);
        return set;
    }

    private Path trained(Object... words) throws IOException {
        Path file = Files.createTempDirectory(folder, "model").resolve("model.safetensors");
        List<Object> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--output", file));
        run(new TrainCommand(), all.toArray());
        return file;
    }

    private static void run(Object command, Object... words) {
        CommandRun run =
                CommandRun.of(command, Stream.of(words).map(Object::toString).toArray(String[]::new));
        assertThat(run.status()).as(() -> run.out() + run.err() + run.failure()).isZero();
    }
}
