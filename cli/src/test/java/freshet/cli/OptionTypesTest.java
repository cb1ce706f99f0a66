package freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

class OptionTypesTest {
    @Command(name = "typed")
    static final class Typed {
        @Option(names = "--since")
        Optional<Instant> since = Optional.empty();

        @Option(names = "--share")
        double share;

        @Option(names = "--seeds", split = ",")
        List<Long> seeds = List.of();

        @Option(names = "--wait")
        Duration wait = Duration.ZERO;

        @Option(names = "--folder")
        Path folder = Path.of("");
    }

    @ParameterizedTest
    @CsvSource({
        "2023-11-15, 2023-11-15T00:00:00Z",
        "2023-11-15T12:30:00Z, 2023-11-15T12:30:00Z",
        "2023-11-15T12:30:00+0100, 2023-11-15T11:30:00Z"
    })
    void aDateStandsForItsStartInUtc(String text, Instant expected) {
        assertThat(parse("--since", text).since).contains(expected);
    }

    @Test
    void numbersAndSpansAreReadAsBefore() {
        Typed typed = parse("--share", "2.5e-1", "--seeds", "1,-9000000000", "--wait", "90 s");
        assertThat(typed.share).isEqualTo(0.25);
        assertThat(typed.seeds).containsExactly(1L, -9000000000L);
        assertThat(typed.wait).isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-11-15 12:30", "2023-02-30", "yesterday", "2023-11-15T12:30:00", "1700000000"})
    void whatIsNoTime_isToldWithExamples(String text) {
        assertThat(message(commandLine(), "--since", text))
                .isEqualTo("Invalid value for option '--since': \"" + text + "\" is not a date or a time; write a date,"
                        + " 2026-01-31, which means its start in UTC, or a time with its offset,"
                        + " 2026-01-31T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "1d", "0x1p3", "1e999", ""})
    void whatJavaTakesForANumberToo_isNone(String text) {
        assertThat(message(commandLine(), "--share", text)).contains("is not a number; write for example 0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/my logs/100%", "file:/srv/my logs/100%", "file:///srv/my logs/100%"})
    void aUriOfAFileIsItsPath(String text) {
        assertThat(parse("--folder", text).folder).isEqualTo(Path.of("/srv/my logs/100%"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"logs/2026-01-31T10:00:00", "c:d", "./a:/b"})
    void aPathWithAColonIsAPath(String text) {
        assertThat(parse("--folder", text).folder).isEqualTo(Path.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://shop/captured", "hdfs://name:8020/captured", "hdfs:/captured", "S3A://b/"})
    void anotherFileSystemIsRefusedWithTheRemedy(String text) {
        assertThat(message(commandLine(), "--folder", text))
                .isEqualTo("Invalid value for option '--folder': \"" + text + "\" is on another file system, and this"
                        + " command reads and writes files of its machine; copy what is there, or mount it, and name"
                        + " that path");
    }

    @Test
    void aUriWithAHostIsRefused() {
        assertThat(message(commandLine(), "--folder", "file://srv/captured"))
                .endsWith("\"file://srv/captured\" names the host srv; leave it out, file:///captured");
    }

    private static String message(CommandLine command, String... arguments) {
        try {
            command.parseArgs(arguments);
            return "";
        } catch (ParameterException e) {
            return e.getMessage();
        }
    }

    private static Typed parse(String... arguments) {
        CommandLine command = commandLine();
        command.parseArgs(arguments);
        return command.getCommand();
    }

    private static CommandLine commandLine() {
        return Freshet.ready(new CommandLine(new Typed())).setErr(new PrintWriter(new StringWriter()));
    }
}
