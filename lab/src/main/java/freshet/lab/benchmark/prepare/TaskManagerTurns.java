package freshet.lab.benchmark.prepare;

import freshet.cli.CommandException;
import freshet.lab.benchmark.BenchmarkMachine;
import freshet.lab.cluster.CoreFlink;
import freshet.model.file.WholeFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How much faster two TaskManagers prepare than one, each on a core of its own. A cluster is new
 * for each measurement, and the two alternate.
 *
 * @param out takes a line per measurement
 * @param heap of the command, as {@code -Xmx} takes it
 * @param events of the log
 */
record TaskManagerTurns(PrintWriter out, String heap, int events) {

    /**
     * Measures.
     *
     * @param log to be prepared
     * @param work for all that is made; it exists
     * @param turns how often, on one and on two
     * @throws CommandException if the two sets differ
     */
    void measure(Path log, Path work, int turns) throws IOException {
        out.println("turn  TaskManagers       s  per s      CPU s: theirs  the command's  heap      load");
        double one = 0;
        double two = 0;
        for (int turn = 1; turn <= turns; turn++) {
            Path folder = Files.createDirectory(work.resolve("turn-" + turn));
            double alone = prepare(log, folder, turn, 1);
            double both = prepare(log, folder, turn, 2);
            requireEqual(set(folder, 1).resolve("whole.set"), set(folder, 2).resolve("whole.set"));
            WholeFolder.delete(set(folder, 1));
            WholeFolder.delete(set(folder, 2));
            out.printf(
                    Locale.ROOT,
                    "%4d  two are %.2f times as fast as one, and the set is the same%n",
                    turn,
                    alone / both);
            out.flush();
            one += alone;
            two += both;
        }
        out.printf(Locale.ROOT, "%nall   %.2f times%n", one / two);
        out.flush();
    }

    private double prepare(Path log, Path folder, int turn, int taskManagers) throws IOException {
        String name = "prepare-" + taskManagers;
        try (CoreFlink flink = new CoreFlink(folder.resolve("cluster-" + taskManagers), taskManagers)) {
            double before = flink.cpuSeconds();
            StepFigures figures = new MeasuredProcess(name, heap, folder)
                    .run(
                            "prepare",
                            "--flink",
                            flink.address(),
                            "--parallelism",
                            Integer.toString(taskManagers),
                            "--format",
                            "avro",
                            "--train",
                            log.toAbsolutePath().toString(),
                            "--no-validation",
                            "--output",
                            set(folder, taskManagers).toString());
            out.printf(
                    Locale.ROOT,
                    "%4d  %12d %,7.1f %,7.0f %,13.1f %,14.1f  %.2f GiB  %4.1f%n",
                    turn,
                    taskManagers,
                    figures.seconds(),
                    events / figures.seconds(),
                    flink.cpuSeconds() - before,
                    figures.cpuSeconds(),
                    figures.heap() / (double) (1 << 30),
                    BenchmarkMachine.load());
            out.flush();
            return figures.seconds();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }

    private static Path set(Path folder, int taskManagers) {
        return folder.toAbsolutePath().resolve("set-" + taskManagers);
    }

    private static void requireEqual(Path one, Path two) throws IOException {
        long mismatch = Files.mismatch(one, two);
        if (mismatch >= 0) {
            throw new CommandException(two + " differs from " + one + " at byte " + mismatch);
        }
    }
}
