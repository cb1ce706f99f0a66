package freshet.cli.train;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.bundle.BundleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Processes of their own that train and write a bundle or a snapshot of many megabytes. All write
 * to one output, one after the other.
 */
final class TrainProcesses implements AutoCloseable {
    static final int ITEMS = 50_000;
    static final String MARKOV = "--model markov";
    static final String GRU4REC = "--set layers=128 --set batch_size=512 --set n_sample=64 --set epochs=";
    static final long PATIENCE_SECONDS = 300;

    private final Path folder;
    private final Path log;
    private final Path output;
    private final Path snapshot;
    private final List<Process> started = new ArrayList<>();

    /** @param folder empty; takes the log, the output and what the processes print */
    TrainProcesses(Path folder) throws IOException {
        this.folder = folder;
        log = folder.resolve("log");
        output = Files.createDirectory(folder.resolve("models")).resolve("m.safetensors");
        snapshot = output.resolveSibling("m.safetensors.training");
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

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
    }

    Path log() {
        return log;
    }

    Path output() {
        return output;
    }

    Path snapshot() {
        return snapshot;
    }

    /** Leaves a snapshot of a number of epochs. */
    int interruptAfterSomeEpochs() throws Exception {
        Process run = start("", log, GRU4REC + 1_000);
        eventually().until(() -> !run.isAlive() || Files.exists(snapshot));
        run.destroy(); // SIGTERM
        assertThat(finish(run)).as(errors()).isEqualTo(1);
        Matcher stopped = Pattern.compile("stopped after epoch (\\d+);").matcher(errors());
        assertThat(stopped.find()).as(errors()).isTrue();
        return Integer.parseInt(stopped.group(1));
    }

    /** @param before shell commands before it, each with its semicolon */
    Process start(String before, Path train, String arguments) throws IOException {
        // Java's own counters file is larger than the limit.
        String java = ProcessHandle.current().info().command().orElseThrow() + " -XX:-UsePerfData -Xmx1g"
                + " --enable-native-access=ALL-UNNAMED -cp '" // as the launcher does: Java 24 and later warn
                + System.getProperty("java.class.path") + "'";
        String command = before + "exec " + java + " -Dfreshet.log=" + folder.resolve("freshet.log")
                + " freshet.cli.Freshet train --train " + train
                + " --format sequences --no-report --force --min-support 1 --output " + output + " " + arguments;
        Process process = new ProcessBuilder(List.of("bash", "-c", command))
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        started.add(process);
        return process;
    }

    static int finish(Process run) throws InterruptedException {
        assertThat(run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return run.exitValue();
    }

    String errors() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    int keptEpochs() {
        return BundleFile.readSealed(snapshot).configuration().path("epochs").size();
    }

    int items() {
        return BundleFile.read(output).vocabulary().size();
    }

    /** Those that hold bytes: what a start asks by, whether the folder takes a file, is empty. */
    List<String> parts(String name) throws IOException {
        Pattern part = Pattern.compile(Pattern.quote("." + name + ".") + "[0-9a-f-]{36}\\.part");
        return names().stream()
                .filter(part.asMatchPredicate())
                .filter(file -> output.resolveSibling(file).toFile().length() > 0) // 0, too, if it is gone
                .toList();
    }

    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(output.getParent())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
