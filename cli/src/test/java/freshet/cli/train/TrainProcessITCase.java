package freshet.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.bundle.BundleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of their own that are ended or starved while they write a bundle of some megabytes. */
class TrainProcessITCase {
    private static final int ITEMS = 50_000;
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    private Path log;
    private Path output;

    @BeforeEach
    void writeLog() throws IOException {
        log = folder.resolve("log");
        output = Files.createDirectory(folder.resolve("models")).resolve("m.safetensors");
        StringBuilder sessions = new StringBuilder();
        for (int item = 0; item < ITEMS; item++) {
            sessions.append("item")
                    .append(item)
                    .append(" item")
                    .append((item + 1) % ITEMS)
                    .append('\n');
        }
        Files.writeString(log, sessions);
    }

    /** The kill comes when the first byte is being written, or a little later: whenever, the old bundle stands or the whole new one. */
    @Test
    void aKilledRunLeavesTheOldBundleOrTheWholeNewOneAndTheNextRunWorks() throws Exception {
        Path old = folder.resolve("old");
        Files.writeString(old, "a b\nb c\n");
        assertThat(finish(start("", old))).isZero();
        int oldItems = BundleFile.read(output).vocabulary().size();

        Process run = start("", log);
        while (run.isAlive() && parts().isEmpty()) {
            Thread.onSpinWait();
        }
        run.destroyForcibly();
        finish(run);

        assertThat(BundleFile.read(output).vocabulary().size()).isIn(oldItems, ITEMS);
        assertThat(finish(start("", log))).isZero();
        assertThat(BundleFile.read(output).vocabulary().size()).isEqualTo(ITEMS);
    }

    /** A limit on the size of files stands for the full disk: the write fails half-way. */
    @Test
    void aWriteThatFailsHalfWayIsOneLineAndLeavesNothing() throws Exception {
        Process run = start("ulimit -f 1024; ", log); // 1 MiB

        assertThat(finish(run)).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("err")))
                .startsWith("freshet: bundle " + output + " cannot be written: ")
                .contains("check the folder, its rights and free space")
                .hasLineCount(1);
        assertThat(output.getParent()).isEmptyDirectory();
    }

    private Process start(String before, Path train) throws IOException {
        // Java's own counters file is larger than the limit.
        String java = ProcessHandle.current().info().command().orElseThrow() + " -XX:-UsePerfData -Xmx512m -cp '"
                + System.getProperty("java.class.path") + "'";
        String command = before + "exec " + java + " -Dfreshet.log=" + folder.resolve("freshet.log")
                + " freshet.cli.Freshet train --train " + train
                + " --format sequences --model markov --no-report --force --min-support 1 --output " + output;
        return new ProcessBuilder(List.of("bash", "-c", command))
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private static int finish(Process run) throws InterruptedException {
        try {
            assertThat(run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return run.exitValue();
        } finally {
            run.destroyForcibly();
        }
    }

    private List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(output.getParent())) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        }
    }
}
