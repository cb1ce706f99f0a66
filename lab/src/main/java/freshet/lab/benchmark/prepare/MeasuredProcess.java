package freshet.lab.benchmark.prepare;

import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.cli.CommandException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a command in a process of its own, on the Java and the classes of this one.
 *
 * @param name of its files
 * @param heap most bytes for Java's objects, as {@code -Xmx} takes it
 * @param folder of its log and its figures
 */
record MeasuredProcess(String name, String heap, Path folder) {

    /**
     * Runs it to its end.
     *
     * @throws CommandException if it fails; its log has the reason
     */
    StepFigures run(String... command) throws IOException {
        Path figures = folder.resolve(name + ".json");
        Path log = folder.resolve(name + ".log");
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(MeasuredProcess::isInherited)
                .forEach(line::add);
        line.addAll(List.of(
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                MeasuredCommand.class.getName(),
                figures.toString()));
        line.addAll(List.of(command));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new CommandException(name + " failed with status " + process.exitValue() + ": " + last(log)
                        + "; all it said is in " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        return new JsonMapper().readValue(figures.toFile(), StepFigures.class);
    }

    /** What makes classes be found, and soon; no heap, no descriptors of a terminal, no agent. */
    private static boolean isInherited(String argument) {
        return argument.startsWith("--add-")
                || argument.startsWith("--enable-native-access")
                || argument.startsWith("-XX:+Use")
                || argument.startsWith("-XX:MaxTenuringThreshold")
                || argument.startsWith("-XX:SharedArchiveFile")
                || argument.startsWith("-Xlog:cds")
                || argument.startsWith("-Dfreshet.home");
    }

    private static String last(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    }
}
