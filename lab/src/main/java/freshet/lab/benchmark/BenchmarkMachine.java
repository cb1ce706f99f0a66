package freshet.lab.benchmark;

import freshet.model.nd4j.OpenBlasCore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * What a measurement was made on.
 *
 * @param cpu its model
 * @param cores that Java may use
 * @param java version of the running Java
 * @param openBlas version of the matrix products' library, and the core that it computes for
 */
public record BenchmarkMachine(String cpu, int cores, String java, String openBlas) {
    private static final Path CPUS = Path.of("/proc/cpuinfo");
    private static final String OPENBLAS = "/META-INF/maven/org.bytedeco/openblas/pom.properties";

    /** This one. */
    public static BenchmarkMachine here() {
        try {
            return new BenchmarkMachine(
                    cpuModel(),
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("java.vm.version"),
                    openBlasVersion());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Processes that wanted to run in the last minute, in the mean; negative where the system does
     * not tell.
     */
    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String cpuModel() throws IOException {
        if (!Files.isReadable(CPUS)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(CPUS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    private static String openBlasVersion() throws IOException {
        Properties jar = new Properties();
        try (InputStream in = openblas_nolapack.class.getResourceAsStream(OPENBLAS)) {
            if (in != null) {
                jar.load(in);
            }
        }
        String version = jar.getProperty("version", "of unknown version");
        return OpenBlasCore.ofThisProcess()
                .map(core -> version + " for the core " + core.description()
                        + (core.warning().isPresent() ? ", without AVX2, which this processor has" : ""))
                .orElse(version);
    }
}
