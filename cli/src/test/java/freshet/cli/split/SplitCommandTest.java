package freshet.cli.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.cli.CommandException;
import freshet.cli.testing.CommandRun;
import freshet.cli.train.LogOptions;
import freshet.cli.train.TrainingInput;
import freshet.cli.train.ValidationOptions;
import freshet.model.data.EventLog;
import freshet.model.data.LoggedEvent;
import freshet.model.data.Session;
import freshet.model.data.Sessions;
import freshet.model.data.format.LogFormats;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.trainer.Preprocessing;
import freshet.trainer.TrainingPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SplitCommandTest {
    private static final String HEADER = "session_id,item_id,timestamp,event_type,event_id\n";

    /** Sessions a to d; c begins on the 2nd and ends on the 3rd; the last event is of the 4th. */
    private static final String FOUR = HEADER
            + "a,i1,2026-11-01T09:00:00Z,view,e1\na,i2,2026-11-01T09:01:00Z,cart,e2\n"
            + "b,i1,2026-11-02T12:00:00Z,view,e3\nb,i2,2026-11-02T12:01:00Z,view,e4\n"
            + "c,i3,2026-11-02T23:50:00Z,view,e5\nc,i1,2026-11-03T00:10:00Z,purchase,e6\n"
            + "d,i1,2026-11-03T23:55:00Z,view,e7\nd,i2,2026-11-04T00:00:00Z,view,e8\n";

    @TempDir
    Path folder;

    @Test
    void theLastDaysAreTestedAndValidatedOn() throws IOException {
        CommandRun run = split(FOUR, "--test", "1d", "--validate", "1d");

        assertThat(run.status()).isZero();
        assertThat(run.out().lines().skip(2))
                .containsExactly(
                        "read " + folder.resolve("log")
                                + ": 8 events, 4 sessions (a pause over 30min ends one); left out: 0 duplicate events",
                        "event types read: \"view\" 6, \"cart\" 1, \"purchase\" 1",
                        "each session is whole in the part in which it starts; 0 sessions of an earlier part go on when"
                                + " the next one has begun",
                        "train: 1 sessions, 2 events, from 2026-11-01T09:00:00Z to 2026-11-01T09:01:00Z: "
                                + folder.resolve("train.jsonl"),
                        "validate: 2 sessions, 4 events, from 2026-11-02T12:00:00Z to 2026-11-03T00:10:00Z: "
                                + folder.resolve("validate.jsonl"),
                        "test: 1 sessions, 2 events, from 2026-11-03T23:55:00Z to 2026-11-04T00:00:00Z: "
                                + folder.resolve("test.jsonl"));
    }

    @Test
    void aPartHoldsItemsTimesTypesAndEventIds() throws IOException {
        split(FOUR, "--test", "1d", "--validate", "1d");

        assertThat(Files.readString(folder.resolve("train.jsonl")))
                .isEqualTo("{\"sessionId\":\"a\",\"itemId\":\"i1\",\"eventTime\":1793523600000,\"eventType\":\"view\","
                        + "\"eventId\":\"e1\"}\n"
                        + "{\"sessionId\":\"a\",\"itemId\":\"i2\",\"eventTime\":1793523660000,\"eventType\":\"cart\","
                        + "\"eventId\":\"e2\"}\n");
    }

    @ParameterizedTest
    @CsvSource({"start, 'a b c', d", "end, 'a b', 'c d'"})
    void aSessionIsInThePartOfItsStartOrEnd(String by, String train, String test) throws IOException {
        CommandRun run = split(FOUR, "--test", "24h", "--by", by);

        assertThat(run.status()).isZero();
        assertThat(sessions("train.jsonl")).containsExactly(train.split(" "));
        assertThat(sessions("test.jsonl")).containsExactly(test.split(" "));
    }

    /** A visitor's two visits are two sessions. */
    @Test
    void theVisitsOfAVisitorAreParted() throws IOException {
        String log = HEADER + "v,i1,2026-11-01T09:00:00Z,view,\nv,i2,2026-11-03T09:00:00Z,view,\n";
        split(log, "--test", "1d");

        assertThat(items("train.jsonl")).containsExactly("i1");
        assertThat(items("test.jsonl")).containsExactly("i2");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.25, 0.5})
    void aShareGivesWhatTrainSplitsOffItself(double share) throws IOException {
        Path log = Files.writeString(folder.resolve("random.csv"), randomLog());
        CommandRun run = run(log, "--validate", Double.toString(share));

        TrainingPlan inside = plan(log, "csv", "--validate-share", Double.toString(share));
        TrainingPlan outside = plan(
                folder.resolve("train.jsonl"),
                "jsonl",
                "--validate",
                folder.resolve("validate.jsonl").toString());

        assertThat(run.status()).isZero();
        assertThat(outside.data().hash()).isEqualTo(inside.data().hash());
        assertThat(outside.validationHash()).isNotEmpty().isEqualTo(inside.validationHash());
    }

    @Test
    void everyEventIsInOnePart() throws IOException {
        Path log = Files.writeString(folder.resolve("random.csv"), randomLog());
        run(log, "--validate", "0.2", "--test", "0.3");

        List<LoggedEvent> all = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (String part : List.of("train.jsonl", "validate.jsonl", "test.jsonl")) {
            List<LoggedEvent> events = EventLog.readAll(folder.resolve(part), LogFormats.named("jsonl"));
            all.addAll(events);
            sizes.add(
                    (int) events.stream().map(LoggedEvent::sessionId).distinct().count());
        }
        assertThat(sizes).containsExactly(100, 40, 60);
        Set<LoggedEvent> different = new HashSet<>(all);
        assertThat(different).hasSize(all.size()).hasSize(600);
    }

    @Test
    void aNameInGzIsWrittenByGzip() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), FOUR);
        Path train = folder.resolve("t.jsonl.gz");
        CommandRun run = CommandRun.of(
                new SplitCommand(),
                "--events=" + log,
                "--format=csv",
                "--test=1d",
                "--output-train=" + train,
                "--output-test=" + folder.resolve("test.jsonl"));

        assertThat(run.status()).isZero();
        assertThat(Files.readAllBytes(train)).startsWith(0x1f, 0x8b);
        assertThat(EventLog.readAll(train, LogFormats.named("jsonl"))).hasSize(6);
    }

    @Test
    void filesThatExistAreNotReplacedUnasked() throws IOException {
        Files.writeString(folder.resolve("test.jsonl"), "mine");

        CommandRun run = split(FOUR, "--test", "1d");

        assertThat(run.failure().orElseThrow())
                .hasMessageContaining("--output-test")
                .hasMessageContaining("exists already; name another file or give --force");
        assertThat(folder.resolve("train.jsonl")).doesNotExist();
        assertThat(split(FOUR, "--test", "1d", "--force").status()).isZero();
        assertThat(sessions("test.jsonl")).containsExactly("d");
    }

    @Test
    void aPartWithoutASessionIsAnErrorAndWritesNothing() throws IOException {
        assertThat(split(FOUR, "--test", "9d").failure().orElseThrow())
                .hasMessageContaining("leaves no session to the part train; make the others smaller");
        assertThat(split(FOUR, "--test", "1ms").failure().orElseThrow())
                .hasMessageContaining("leaves no session to the part test, which begins at 2026-11-03T23:59:59.999Z");
        assertThat(folder.toFile().list()).containsExactly("log");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            --by start | there is nothing to split off
            --test 1d --validate 0.1 | one is a share of the sessions and the other a time
            --test 0.5 --validate 0.5 | leave some to train on
            --test 1.5 | "1.5" is neither a time nor a share between 0 and 1; write for example 1d, 12h or 0.1
            --test 0d | "0d" is neither
            --test soon | "soon" is neither
            """)
    void aSizeThatMakesNoSenseIsNamedBeforeTheLogIsRead(String options, String message) {
        CommandRun run = run(folder.resolve("nowhere"), options.split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void twoPartsInOneFileAreNamed() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), FOUR);
        CommandRun run = CommandRun.of(
                new SplitCommand(),
                "--events=" + log,
                "--format=csv",
                "--test=1d",
                "--output-train=" + folder.resolve("one.jsonl"),
                "--output-test=" + folder.resolve("one.jsonl"));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains("--output-test " + folder.resolve("one.jsonl")
                        + " is the file of --output-train, too; name another one");
    }

    @Test
    void onlyTheTypesThatAreWantedArePartOfIt() throws IOException {
        CommandRun run = split(FOUR, "--test", "1d", "--event-types", "view");

        assertThat(run.out())
                .contains("event types read: \"view\" 6, \"cart\" 1 left out by --event-types, \"purchase\" 1 left");
        assertThat(items("train.jsonl")).containsExactly("i1", "i1", "i2", "i3");
        assertThat(split(FOUR, "--test", "1d", "--event-types", "card", "--force")
                        .failure()
                        .orElseThrow())
                .hasMessageContaining("has no event of the type \"card\" of --event-types");
    }

    @Test
    void aLastEventFarBehindTheOthersIsNamed() throws IOException {
        String log = FOUR + "e,i1,2038-01-19T03:14:07Z,view,e9\n";

        CommandRun run = split(log, "--test", "1d", "--validate", "1d");

        assertThat(run.failure().orElseThrow()).hasMessageContaining("leaves no session to the part validate");
        assertThat(run.err())
                .isEqualTo("freshet: warning: log " + folder.resolve("log")
                        + ": its last event is of 2038-01-19T03:14:07Z, 11 years 79 d after the one before it; parts"
                        + " by time are counted from it, so leave it out of the log if its time is wrong\n");
        assertThat(split(FOUR, "--test", "1d").err()).isEmpty();
    }

    @Test
    void aPlaceThatTakesNoPartIsNamedBeforeTheLogIsRead() {
        Path large = folder.resolve("x".repeat(249) + ".jsonl");
        CommandRun run = CommandRun.of(
                new SplitCommand(),
                "--events=" + folder.resolve("nowhere"),
                "--format=csv",
                "--test=1d",
                "--output-train=" + folder.resolve("train.jsonl"),
                "--output-test=" + large);

        assertThat(run.failure().orElseThrow())
                .hasMessage("--output-test " + large + " cannot be written: File name too long; name another file");
        assertThat(folder.toFile().list()).isEmpty();
    }

    /** Nothing is to be taken for a whole set. */
    @Test
    void wherePartsCannotBeWrittenThereIsNone() throws IOException {
        Session session = Sessions.of(
                        EventLog.readAll(
                                Files.writeString(folder.resolve("log"), "a b\n"), LogFormats.named("sequences")),
                        SessionRules.DEFAULT)
                .get(0);
        Path train = folder.resolve("train.jsonl");
        Path test = folder.resolve("none").resolve("test.jsonl");
        List<Part> parts =
                List.of(new Part("train", train, List.of(session)), new Part("test", test, List.of(session)));

        assertThatThrownBy(() -> new EventLines(Map.of()).write(parts))
                .isInstanceOf(CommandException.class)
                .hasMessage("--output-test " + test + " cannot be written: its folder does not exist or takes no file;"
                        + " put that right or name another file, and split again");
        assertThat(folder.toFile().list()).containsExactly("log");
    }

    @Test
    void aNameThatDoesNotSayJsonLinesGetsAWarning() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), FOUR);
        CommandRun run = CommandRun.of(
                new SplitCommand(),
                "--events=" + log,
                "--format=csv",
                "--test=1d",
                "--output-train=" + folder.resolve("train.csv"),
                "--output-test=" + folder.resolve("test.JSONL.GZ"));

        assertThat(run.status()).isZero();
        assertThat(run.err())
                .isEqualTo("freshet: warning: --output-train " + folder.resolve("train.csv") + " gets JSON lines, to be"
                        + " read by --format jsonl; a name in .jsonl or .jsonl.gz says so\n");
        assertThat(Files.readAllBytes(folder.resolve("test.JSONL.GZ"))).startsWith(0x1f, 0x8b);
    }

    @Test
    void theLogItselfIsNoPart() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), FOUR);
        CommandRun run = CommandRun.of(
                new SplitCommand(),
                "--events=" + log,
                "--format=csv",
                "--test=1d",
                "--force",
                "--output-train=" + log,
                "--output-test=" + folder.resolve("test.jsonl"));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--output-train " + log + " is the file of --events, too; name another one");
        assertThat(log).hasContent(FOUR);
    }

    private CommandRun split(String log, String... options) throws IOException {
        return run(Files.writeString(folder.resolve("log"), log), options);
    }

    private CommandRun run(Path log, String... options) {
        List<String> given = List.of(options);
        Stream<String> outputs = Stream.of("train", "validate", "test")
                .filter(part -> part.equals("train") || given.contains("--" + part))
                .map(part -> "--output-" + part + "=" + folder.resolve(part + ".jsonl"));
        return CommandRun.of(
                new SplitCommand(),
                Stream.of(
                                Stream.of("--events=" + log, "--format=csv", "--column-event-id=event_id"),
                                given.stream(),
                                outputs)
                        .flatMap(words -> words)
                        .toArray(String[]::new));
    }

    private List<String> sessions(String part) {
        return events(part).map(LoggedEvent::sessionId).distinct().toList();
    }

    private List<String> items(String part) {
        return events(part).map(LoggedEvent::event).map(ItemEvent::itemId).toList();
    }

    private Stream<LoggedEvent> events(String part) {
        return EventLog.readAll(folder.resolve(part), LogFormats.named("jsonl")).stream();
    }

    private static TrainingPlan plan(Path log, String format, String... validation) {
        LogOptions options = new LogOptions();
        new CommandLine(options).parseArgs("--train", log.toString(), "--format", format);
        ValidationOptions measured = new ValidationOptions();
        new CommandLine(measured).parseArgs(validation);
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return TrainingInput.read(options, Preprocessing.KEEP_ALL, measured, nowhere, nowhere)
                .plan();
    }

    /** 200 sessions of three events, many of them side by side, some of equal times. */
    private static String randomLog() {
        Random random = new Random(5);
        List<String> lines = new ArrayList<>();
        long start = Instant.parse("2026-11-01T00:00:00Z").getEpochSecond();
        for (int session = 0; session < 200; session++) {
            start += random.nextInt(400);
            for (int event = 0; event < 3; event++) {
                lines.add("s" + session + ",i" + random.nextInt(20) + "," + (start + event * random.nextInt(200)) + ","
                        + (event == 2 ? "cart" : "view") + ",e" + session + "-" + event);
            }
        }
        return HEADER + String.join("\n", lines) + "\n";
    }
}
