package freshet.model.kind;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.arithmetic.Arithmetic;
import freshet.model.arithmetic.KernelChoice;
import freshet.model.arithmetic.ScoringMode;
import freshet.model.arithmetic.ScoringPrecision;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.BundleOutline;
import freshet.model.bundle.SelfTestCase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bundle's header says; {@link MemoryNeedITCase} holds it against real heaps. */
class MemoryNeedTest {
    private static final int ITEMS = 150_000;
    private static final int WIDTH = 48;

    @TempDir
    private static Path folder;

    private static Path file;

    @BeforeAll
    static void writeBundle() {
        file = folder.resolve("large.safetensors");
        SelfTestCase pass = new SelfTestCase(List.of("i0"), List.of(), List.of());
        BundleFile.write(file, TinyBundles.gru(3, ITEMS, WIDTH, pass));
    }

    @Test
    void isComputedFromTheHeader() {
        MemoryNeed need = need(Arithmetic.DEFAULT);

        assertThat(need.items()).isEqualTo(ITEMS);
        assertThat(need.width()).isEqualTo(WIDTH);
        long embedding = 4L * ITEMS * WIDTH;
        assertThat(need.keptBytes()).isBetween(2 * embedding, 2 * embedding + ITEMS * 180L + (5 << 20));
        assertThat(need.peakBytes()).isBetween(need.keptBytes(), need.keptBytes() + ITEMS * 30L);
        assertThat(need.nativeBytes()).isZero();
        assertThat(need.toString()).matches("150,000 items × 48 need \\d+ MiB of heap to load, \\d+ MiB afterwards");
    }

    @Test
    void nd4jKeepsTheItemsOffTheHeap() {
        Arithmetic nd4j = new Arithmetic(KernelChoice.ND4J, ScoringMode.EXACT);

        MemoryNeed need = need(nd4j);

        assertThat(need.nativeBytes()).isGreaterThan(4L * ITEMS * WIDTH);
        assertThat(need.keptBytes()).isLessThan(need(Arithmetic.DEFAULT).keptBytes());
    }

    @Test
    void halfPrecisionTakesHalfOfTheMemoryOfThePanels() {
        long panels = 4L * ITEMS * WIDTH;
        MemoryNeed whole = need(Arithmetic.DEFAULT);
        MemoryNeed half = need(new Arithmetic(KernelChoice.AUTO, ScoringMode.EXACT, ScoringPrecision.BFLOAT16));

        assertThat(whole.keptBytes() - half.keptBytes()).isBetween(panels / 2, panels / 2 + (1 << 20));
        assertThat(whole.peakBytes() - half.peakBytes()).isBetween(panels / 2, panels / 2 + (1 << 20));
    }

    private static MemoryNeed need(Arithmetic arithmetic) {
        return need(file, arithmetic);
    }

    private static MemoryNeed need(Path file, Arithmetic arithmetic) {
        BundleOutline outline = BundleFile.outline(file);
        return ModelKinds.named(outline.kind()).memoryNeed(outline, arithmetic);
    }
}
