package freshet.lab.cluster;

import freshet.cli.CommandException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts servers on the Java that runs this process. What they print goes to their log; of the
 * environment they get what keeps a slot to one thread per matrix product, and glibc's
 * {@code malloc} to two arenas: with its own eight per core, RocksDB's memory grows with every
 * recovery.
 */
final class JavaProcess {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "1", "MALLOC_ARENA_MAX", "2");

    // Kafka and Flink change the case of settings by the default locale, and in Turkish "I" becomes
    // "ı".
    private static final List<String> LOCALE =
            List.of("-Duser.language=en", "-Duser.country=US", "-Duser.script=", "-Duser.extensions=");

    private JavaProcess() {}

    /** Starts a server that no other program launches. */
    static ServerProcess start(
            String name, String classPath, List<String> options, List<String> mainAndArguments, Path log) {
        return start(name, List.of(), classPath, options, mainAndArguments, log);
    }

    /**
     * @param launcher a program and its arguments, which runs the command behind them; may be empty
     * @param options of Java
     * @param mainAndArguments the main class and what it is given
     * @throws CommandException if no process can be started
     */
    static ServerProcess start(
            String name,
            List<String> launcher,
            String classPath,
            List<String> options,
            List<String> mainAndArguments,
            Path log) {
        List<String> command = new ArrayList<>(launcher);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LOCALE);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath));
        command.addAll(mainAndArguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(ENVIRONMENT);
        try {
            return ServerProcess.of(name, builder.start().toHandle(), log);
        } catch (IOException e) {
            throw new CommandException(name + " cannot be started: " + e.getMessage(), e);
        }
    }
}
