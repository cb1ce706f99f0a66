package freshet.model.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import freshet.model.arithmetic.Arithmetic;
import freshet.model.arithmetic.KernelChoice;
import freshet.model.arithmetic.ScoringMode;
import freshet.model.arithmetic.ScoringPrecision;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.BundleOutline;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what is computed against what JVMs of their own can load. */
class MemoryNeedITCase {
    private static final int ITEMS = 150_000;
    private static final int WIDTH = 48;
    private static final int OF_THE_JVM = 16; // mebibytes; on JDK 25 some more than on JDK 17

    @TempDir
    private static Path folder;

    private static Path file;

    @BeforeAll
    static void writeBundle() {
        file = folder.resolve("large.safetensors");
        SelfTestCase pass = new SelfTestCase(List.of("i0"), List.of(), List.of());
        BundleFile.write(file, TinyBundles.gru(3, ITEMS, WIDTH, pass));
    }

    /**
     * Heaps from far too small to ample: loaded or refused, never out of memory; and not refused
     * where half as much again is there.
     */
    @ParameterizedTest
    @CsvSource({"EXACT,FLOAT32", "PRUNED,FLOAT32", "EXACT,BFLOAT16"})
    void aModelIsLoadedOrRefusedButNeverRunsOutOfMemory(ScoringMode mode, ScoringPrecision precision) {
        MemoryNeed need = need(new Arithmetic(KernelChoice.AUTO, mode, precision));
        long mebibytes = MemoryNeed.mebibytes(need.peakBytes());
        List<String> outcomes = load(
                file,
                mode,
                precision,
                LongStream.of(40, 80, 110, 125, 150).map(percent -> Math.max(24, mebibytes * percent / 100)));

        assertThat(outcomes.get(0)).startsWith("refused: ").contains("bundle " + file + ": 150,000 items × 48 need ");
        assertThat(outcomes.get(1)).contains("give this JVM ").contains(" MiB more with -Xmx");
        assertThat(outcomes).allMatch(outcome -> outcome.equals("loaded") || outcome.contains(" MiB more with -Xmx"));
        assertThat(outcomes.get(4)).isEqualTo("loaded");
    }

    static Stream<Arguments> bundlesOfEveryKind() {
        return KindExample.ofEveryKind(3, ITEMS, 16).stream()
                .map(bundle -> arguments(Named.of(bundle.kind() + " " + bundle.configuration(), bundle)));
    }

    @ParameterizedTest
    @MethodSource("bundlesOfEveryKind")
    void everyKindNeedsMoreThanTheBytesOfItsBundle(ModelBundle bundle) throws IOException {
        Path large = written(bundle);

        assertThat(need(large, new Arithmetic(KernelChoice.AUTO, ScoringMode.EXACT))
                        .peakBytes())
                .isGreaterThan(Files.size(large));
    }

    /**
     * Loaded in a heap of half as much again and some room, refused in words in a smaller one. It
     * starts some hundred JVMs.
     */
    @Tag("slow")
    @ParameterizedTest
    @MethodSource("bundlesOfEveryKind")
    void everyKindIsLoadedWithinItsNeed(ModelBundle bundle) {
        Path large = written(bundle);
        long need = MemoryNeed.mebibytes(need(large, new Arithmetic(KernelChoice.AUTO, ScoringMode.EXACT))
                .peakBytes());

        List<String> outcomes = load(
                large,
                ScoringMode.EXACT,
                ScoringPrecision.FLOAT32,
                LongStream.of(need * 3 / 2 + OF_THE_JVM, Math.max(24, need * 2 / 3)));
        assertThat(outcomes.get(0)).isEqualTo("loaded");
        assertThat(outcomes.get(1)).contains(" MiB more with -Xmx");
    }

    private static Path written(ModelBundle bundle) {
        Path large = folder.resolve("kind.safetensors");
        SelfTestCase pass = new SelfTestCase(List.of("i0"), List.of(), List.of());
        BundleFile.write(large, TinyBundles.tested(bundle, pass));
        return large;
    }

    private static MemoryNeed need(Arithmetic arithmetic) {
        return need(file, arithmetic);
    }

    private static MemoryNeed need(Path file, Arithmetic arithmetic) {
        BundleOutline outline = BundleFile.outline(file);
        return ModelKinds.named(outline.kind()).memoryNeed(outline, arithmetic);
    }

    /** What becomes of it in JVMs of these heaps, some of them side by side. */
    private static List<String> load(
            Path file, ScoringMode mode, ScoringPrecision precision, LongStream heapMebibytes) {
        return heapMebibytes
                .parallel()
                .mapToObj(mebibytes -> {
                    try {
                        return load(file, mode, precision, mebibytes);
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private static String load(Path file, ScoringMode mode, ScoringPrecision precision, long heapMebibytes)
            throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heapMebibytes + "m",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-Dorg.apache.logging.log4j.level=WARN",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadBundleMain.class.getName(),
                        file.toString(),
                        mode.name(),
                        precision.name())
                .redirectErrorStream(true)
                .start();
        String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jvm.waitFor()).as(output).isZero();
        return output.lines()
                .filter(line -> line.equals("loaded") || line.startsWith("refused: "))
                .findFirst()
                .orElse(output);
    }
}
