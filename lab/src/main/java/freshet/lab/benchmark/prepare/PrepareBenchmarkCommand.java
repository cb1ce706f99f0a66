package freshet.lab.benchmark.prepare;

import freshet.cli.AtLeastOne;
import freshet.cli.terminal.Progress;
import freshet.lab.RunFolder;
import freshet.lab.benchmark.BenchmarkMachine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet benchmark prepare}. */
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Prepares a training set of generated events, in folders as a job captures them, and trains one"
                + " epoch of a small GRU4Rec on it. Each step is a process of its own with a bounded heap; its time and"
                + " its memory are measured.")
public final class PrepareBenchmarkCommand implements Callable<Integer> {
    private static final double GIBIBYTE = 1 << 30;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--events",
            defaultValue = "2000000",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Events in the log. Default: ${DEFAULT-VALUE}.")
    private int events;

    @Option(
            names = "--items",
            defaultValue = "20000",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Items in the log, at most. Default: ${DEFAULT-VALUE}.")
    private int items;

    @Option(
            names = "--parallelism",
            defaultValue = "2",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Of prepare. Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(
            names = "--turns",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Prepare on a Flink cluster instead, on one TaskManager and on two, this many times in turns;"
                    + " each has a slot and a core, by taskset of Linux. Nothing is trained.")
    private Optional<Integer> turns = Optional.empty();

    @Option(
            names = "--heap",
            defaultValue = "1g",
            paramLabel = "SIZE",
            description = "Most heap of each step, as Java's -Xmx takes it. Default: ${DEFAULT-VALUE}.")
    private String heap;

    @Option(
            names = "--layers",
            defaultValue = "8",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Units of the model. Default: ${DEFAULT-VALUE}.")
    private int layers;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Where log, set and bundle go, new or empty; it stays. Without it they are in a temporary"
                    + " folder. Of 1,000,000 events there are at most 300 MB at once.")
    private Optional<Path> folder = Optional.empty();

    @Override
    public Integer call() throws IOException {
        try (RunFolder run = folder.map(RunFolder::kept).orElseGet(() -> RunFolder.temporary("freshet-prepare-"))) {
            measure(run.path());
        }
        return 0;
    }

    private void measure(Path work) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        BenchmarkMachine machine = BenchmarkMachine.here();
        out.printf(Locale.ROOT, "machine  %s, %d cores, Java %s%n", machine.cpu(), machine.cores(), machine.java());
        Path log = work.resolve("captured");
        try (Progress bar = Progress.start("writing events", events)) {
            new CapturedLog(items, events, 2).write(log, bar::stepTo);
        }
        out.printf(Locale.ROOT, "log      %,d events, %,d bytes in files%n", events, bytes(log));
        out.printf(Locale.ROOT, "heap     at most %s for each step%n%n", heap);
        if (turns.isPresent()) {
            new TaskManagerTurns(out, heap, events).measure(log, work, turns.get());
            return;
        }
        out.println("step         events       s  per s      CPU s  per CPU-s  heap    no files  resident  load");
        Path set = work.resolve("set");
        row(
                "prepare",
                new MeasuredProcess("prepare", heap, work)
                        .run(
                                "prepare",
                                "--format",
                                "avro",
                                "--train",
                                log.toString(),
                                "--no-validation",
                                "--parallelism",
                                Integer.toString(parallelism),
                                "--output",
                                set.toString()));
        row(
                "train",
                new MeasuredProcess("train", heap, work)
                        .run(
                                "train",
                                "--prepared",
                                set.toString(),
                                "--no-validation",
                                "--no-report",
                                "--model",
                                "gru4rec",
                                "--set",
                                "layers=" + layers,
                                "--set",
                                "n_sample=32",
                                "--set",
                                "batch_size=256",
                                "--set",
                                "epochs=1",
                                "--output",
                                work.resolve("model.safetensors").toString()));
        out.printf(Locale.ROOT, "%nset      %,d bytes%n", bytes(set));
        out.flush();
    }

    private void row(String step, StepFigures figures) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%-8s %,10d %,7.0f %,6.0f %,10.1f %,10.0f  %.2f GiB  %.2f GiB  %.2f GiB  %4.1f%n",
                step,
                events,
                figures.seconds(),
                events / figures.seconds(),
                figures.cpuSeconds(),
                events / figures.cpuSeconds(),
                figures.heap() / GIBIBYTE,
                figures.anonymous() / GIBIBYTE,
                figures.resident() / GIBIBYTE,
                BenchmarkMachine.load());
        out.flush();
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
