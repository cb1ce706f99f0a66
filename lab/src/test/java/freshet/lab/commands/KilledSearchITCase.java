package freshet.lab.commands;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.testing.CommandRun;
import freshet.cli.train.TuneCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search in a process of its own that is ended in the middle, and gone on with. */
class KilledSearchITCase {
    private static final String TRIALS = "6";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /**
     * A busy machine may let a search come to its end before this test gets to ending it: then
     * another is begun.
     */
    private static final int ATTEMPTS = 10;

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();
    private ShopLogs shop = new ShopLogs(Path.of(""), Path.of(""));
    private Path journal = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        shop = ShopLogs.write(folder);
        journal = folder.resolve("journal.jsonl");
    }

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    @Tag("slow")
    @Test
    void aKilledSearchEndsAsOneThatWasNotKilled() throws Exception {
        List<String> left;
        int attempts = 0;
        do {
            Files.deleteIfExists(journal);
            Process search = start();
            awaitLines(3);
            search.destroyForcibly().waitFor();
            left = lines(journal);
        } while (left.size() > Integer.parseInt(TRIALS) && ++attempts < ATTEMPTS);
        assertThat(left).hasSizeBetween(3, Integer.parseInt(TRIALS));
        CommandRun resumed = CommandRun.of(new TuneCommand(), shop.arguments(journal, TRIALS));
        Path whole = folder.resolve("whole.jsonl");
        CommandRun.of(new TuneCommand(), shop.arguments(whole, TRIALS));

        assertThat(resumed.out()).contains("going on after trial ");
        assertThat(lines(journal)).isEqualTo(lines(whole)).startsWith(left.toArray(String[]::new));
        assertThat(lines(whole)).hasSize(1 + Integer.parseInt(TRIALS));
    }

    /** The operating system's TERM is what Ctrl-C is to the command. */
    @Test
    void anInterruptedSearchSaysHowToGoOn() throws Exception {
        int status = 0;
        for (int attempt = 1; attempt <= ATTEMPTS && status == 0; attempt++) {
            Files.deleteIfExists(journal);
            Process search = start();
            awaitLines(2);
            search.destroy();
            assertThat(search.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            status = search.exitValue();
        }
        assertThat(status).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("err")))
                .matches("(?s)(.*\\R)?freshet: stopped with [1-6] of 6 trials in \\S+journal.jsonl;"
                        + " give the same command again to go on\\R");
        assertThat(Files.readString(folder.resolve("out"))).contains("best by Recall@20 of ");
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", // as the launcher does: Java 24 and later warn
                "-cp",
                System.getProperty("java.class.path"),
                "-Dfreshet.log=" + folder.resolve("log"),
                "freshet.cli.Freshet",
                "tune"));
        command.addAll(List.of(shop.arguments(journal, TRIALS)));
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private void awaitLines(int least) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Files.exists(journal) && lines(journal).size() >= least);
    }

    /** Whole lines, without what a clock says. */
    private static List<String> lines(Path file) throws IOException {
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> line.replaceAll("\"seconds\":[^}]*", "\"seconds\":?"))
                .toList();
    }
}
