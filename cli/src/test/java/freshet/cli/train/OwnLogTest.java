package freshet.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.evaluate.EvaluateCommand;
import freshet.cli.testing.CommandRun;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One's own export in, without an option but its format where its header says enough. */
class OwnLogTest {
    private static final String CSV =
            """
            session_id,item_id,timestamp,event_type
            s-1,sku-1,2026-11-01T09:00:00Z,view
            s-1,sku-2,2026-11-01T09:01:00Z,cart
            s-1,sku-3,2026-11-01T09:02:00Z,view
            s-2,sku-1,2026-11-01T09:03:00Z,view
            s-2,sku-2,2026-11-01T09:04:00Z,view
            s-2,sku-2,2026-11-01T09:05:00Z,purchase
            """;

    @TempDir
    Path folder;

    @Test
    void trainSaysWhatItGuessedBeforeAnythingElse() throws IOException {
        CommandRun run = train("csv", CSV);

        Path log = folder.resolve("log");
        assertThat(run.status()).isZero();
        assertThat(run.out().lines().limit(4))
                .containsExactly(
                        log
                                + ": columns are separated by commas: session is \"session_id\", item is \"item_id\","
                                + " time is \"timestamp\", type is \"event_type\"",
                        log + ": times are ISO-8601 with an offset from UTC: 2026-11-01T09:00:00Z to"
                                + " 2026-11-01T09:05:00Z in the first 6 lines",
                        "read " + log + ": 6 events, 2 sessions (a pause over 30min ends one); left out: 0 duplicate"
                                + " events",
                        "event types read: \"view\" 4, \"cart\" 1, \"purchase\" 1");
    }

    @Test
    void aTableTrainsWhatTheSameJsonLinesTrain() throws IOException {
        train("csv", CSV);
        ModelBundle byTable = bundle();
        String json = CSV.lines()
                .skip(1)
                .map(line -> line.split(","))
                .map(fields -> "{\"sessionId\":\"" + fields[0] + "\",\"itemId\":\"" + fields[1] + "\",\"eventTime\":\""
                        + fields[2] + "\",\"eventType\":\"" + fields[3] + "\"}\n")
                .reduce("", String::concat);
        train("jsonl", json, "--force");

        assertThat(bundle().provenance().at("/data/sha256"))
                .isEqualTo(byTable.provenance().at("/data/sha256"));
        assertThat(bundle().vocabulary().size()).isEqualTo(3);
    }

    @Test
    void onlyTheTypesThatAreWantedAreLearnedFrom() throws IOException {
        CommandRun run = train("csv", CSV, "--event-types", "view,cart");

        assertThat(run.out())
                .contains("event types read: \"view\" 4, \"cart\" 1, \"purchase\" 1 left out by --event-types");
        assertThat(run.out()).contains("training markov on 2 sessions, 5 events, 3 items");
        assertThat(bundle().provenance().at("/logs/event_types").toString()).isEqualTo("[\"cart\",\"view\"]");
    }

    @Test
    void aSeparatorIsNamedOrWrittenItself() throws IOException {
        for (String separator : List.of("|", "pipe", "PIPE")) {
            assertThat(train("csv", CSV.replace(',', '|'), "--separator", separator, "--force")
                            .status())
                    .isZero();
        }
        assertThat(train("csv", CSV.replace(',', '\t'), "--separator", "\\t", "--force")
                        .status())
                .isZero();
    }

    @Test
    void blanksAroundTypesDoNotMatter() throws IOException {
        assertThat(train("csv", CSV, "--event-types", "view, cart ").out())
                .contains("\"view\" 4, \"cart\" 1, \"purchase\" 1 left out by --event-types");
    }

    @Test
    void aTypeThatTheLogDoesNotHaveIsNamed() throws IOException {
        CommandRun run = train("csv", CSV, "--event-types", "view,card");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure().orElseThrow())
                .hasMessage("log " + folder.resolve("log") + " has no event of the type \"card\" of --event-types; it"
                        + " has \"view\" 4, \"cart\" 1, \"purchase\" 1");
        assertThat(folder.resolve("m.safetensors")).doesNotExist();
    }

    /** Otherwise no epoch would be measured, and nobody be told. */
    @Test
    void aValidationLogWithoutAWantedTypeIsAnError() throws IOException {
        Path later = Files.writeString(folder.resolve("later"), CSV.replace("view", "seen"));

        CommandRun run = train("csv", CSV, "--event-types", "view", "--validate", later.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure().orElseThrow())
                .hasMessage("log " + later + " has no event of the type \"view\" of --event-types; it has \"seen\" 4,"
                        + " \"cart\" 1, \"purchase\" 1");
        assertThat(folder.resolve("m.safetensors")).doesNotExist();
    }

    @Test
    void tuneWithoutAnythingToValidateOnNotesNoTrial() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), CSV);
        Path later = Files.writeString(folder.resolve("later"), CSV.replace("view", "seen"));
        Path journal = folder.resolve("journal");

        CommandRun run = CommandRun.of(
                new TuneCommand(),
                "--train=" + log,
                "--validate=" + later,
                "--format=csv",
                "--event-types=view",
                "--min-support=1",
                "--journal=" + journal);

        assertThat(run.failure().orElseThrow()).hasMessageContaining("later has no event of the type \"view\"");
        assertThat(journal).doesNotExist();
    }

    @Test
    void aLogOfOneTypeSaysNothingOfTypes() throws IOException {
        assertThat(train("sequences", "a b c\nb c a\n").out()).doesNotContain("event types");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            rsc15 | --column-item x | --column-item is for the formats csv and tsv; format rsc15 says itself where
            jsonl | --time-zone UTC | --time-zone is for the formats csv and tsv
            tsv | --separator comma | --separator: format tsv is separated by tabs without quotes
            csv | --separator x | "x" is no separator; write comma, semicolon, tab, pipe, or the character
            csv | --column-item a --column-time a | --column-item and --column-time name the same column "a"; name two
            csv | --time-zone Mars/Base | "Mars/Base" is no time zone; write for example Europe/Berlin, UTC or +02:00
            csv | --time-format yyyy-qq-zz-bb | --time-format "yyyy-qq-zz-bb": Unknown pattern letter: b
            csv | --time-format Seconds | o; words are seconds, milliseconds, microseconds, nanoseconds and iso
            csv | --time-format ms | ; words are seconds,
            csv | --time-format hh:mm | "hh:mm": gives no date, as dd.MM.yyyy does; one column must hold date and time
            csv | --time-format dd.MM.yyyy'T'hh:mm:ss --time-zone UTC | gives no time of day: HH is 0 to 23, hh needs a
            csv | --time-format dd.MM.yyyy | --time-format "dd.MM.yyyy": has no offset from UTC; give --time-zone ZONE
            """)
    void anOptionThatDoesNotFitIsNamed(String format, String options, String message) throws IOException {
        CommandRun run = train(format, CSV, options.split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    @Test
    void evaluateTakesTheSameOptionsAndKeepsItsOutputJson() throws IOException {
        train("csv", CSV);
        String other = CSV.replace("item_id", "what")
                .replace(",", ";")
                .replace("T", " ")
                .replace("Z", "");
        Path log = Files.writeString(folder.resolve("other"), other);
        CommandRun run = CommandRun.of(
                new EvaluateCommand(),
                "--model=" + folder.resolve("m.safetensors"),
                "--test=" + log,
                "--format=csv",
                "--column-item=what",
                "--time-zone=UTC",
                "--event-types=view",
                "--json");

        assertThat(run.status()).isZero();
        assertThat(run.out().lines())
                .singleElement()
                .asString()
                .contains(
                        "\"eventTypes\":{\"cart\":1,\"purchase\":1,\"view\":4},\"playedTypes\":[\"view\"]",
                        "\"events\":4,");
        assertThat(run.err()).contains("separated by semicolons", "item is \"what\"", "without an offset taken in UTC");
    }

    private CommandRun train(String format, String log, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("log"), log);
        List<String> arguments = List.of(
                "--train=" + file,
                "--format=" + format,
                "--model=markov",
                "--min-support=1",
                "--no-report",
                "--output=" + folder.resolve("m.safetensors"));
        return CommandRun.of(
                new TrainCommand(),
                Stream.concat(arguments.stream(), Arrays.stream(more)).toArray(String[]::new));
    }

    private ModelBundle bundle() {
        return BundleFile.read(folder.resolve("m.safetensors"));
    }
}
