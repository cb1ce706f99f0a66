package freshet.lab.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server's JVM says of itself when the JDK's {@code jcmd} asks it. */
final class JvmOfServer {
    private static final Pattern METASPACE = Pattern.compile("Both: +([\\d.]+) MB used");

    private final ServerProcess server;

    JvmOfServer(ServerProcess server) {
        this.server = server;
    }

    /** Class loaders of jobs that a full collection has left. */
    long jobClassLoaders() {
        ask("GC.run");
        return ask("VM.classloader_stats").stream()
                .filter(line -> line.contains("ChildFirstClassLoader"))
                .count();
    }

    /** Memory of classes in use, in MB. */
    double metaspace() {
        return ask("VM.metaspace", "basic").stream()
                .map(METASPACE::matcher)
                .filter(Matcher::find)
                .mapToDouble(line -> Double.parseDouble(line.group(1)))
                .findFirst()
                .orElseThrow();
    }

    /** The names of all threads of Java, each number in them as {@code #}, in their order. */
    List<String> threads() {
        return ask("Thread.print").stream()
                .filter(line -> line.startsWith("\"") && line.contains("#"))
                .map(line -> line.substring(1, line.indexOf('"', 1)).replaceAll("\\d+", "#"))
                .sorted()
                .toList();
    }

    private List<String> ask(String... command) {
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(server.pid())));
        all.addAll(List.of(command));
        try {
            Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", all) + " failed: " + text);
            }
            return text.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + server.name() + " was asked", e);
        }
    }
}
