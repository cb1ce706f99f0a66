package freshet.trainer.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What this process runs on, as far as it decides how long a training takes. Says nothing of who runs it. */
final class Machine {
    private Machine() {}

    /** Facts in words by name. */
    static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        processor().ifPresent(name -> facts.put("processor", name));
        facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("system", property("os.name") + " " + property("os.version") + ", " + property("os.arch"));
        facts.put("Java", property("java.vm.name") + " " + property("java.runtime.version"));
        facts.put("heap at most", Numbers.count(Runtime.getRuntime().maxMemory() >> 20) + " MiB");
        ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .ifPresent(
                        cpu -> facts.put("CPU time of the process so far", Numbers.duration(cpu.toMillis() / 1000.0)));
        return facts;
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    /** The processor's name, which Linux tells in a file. */
    private static Optional<String> processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // another system: its name and architecture must do
        }
    }
}
