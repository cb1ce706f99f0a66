package freshet.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import freshet.model.ExcludedItems;
import freshet.model.RankedItems;
import freshet.model.encoder.RecurrentEncoder;
import freshet.model.encoder.recurrent.CellWeights;
import freshet.model.encoder.recurrent.LayeredEncoder;
import freshet.model.encoder.recurrent.LstmCell;
import freshet.model.encoder.recurrent.VectorGates;
import freshet.model.encoder.recurrent.VectorGruCell;
import freshet.model.scoring.exact.VectorKernel;
import freshet.model.scoring.pruned.PrunedKernel;
import freshet.model.scoring.pruned.PruningPlan;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Vectors are objects until the compiler has put them into registers, so that the first calls do
 * allocate. What the compiler makes of a method also depends on what ran before in the same
 * process, here the tests of other shapes, and on the load. So the classes are loaded anew, with no
 * past, and once more where vectors stay objects: code that does allocate does so every time.
 */
class AllocationTest {
    /** Found once, as looking it up allocates. */
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * On the CPU, not on the clock: where many processes share it, the compiler has as little of it
     * as the calls.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int ATTEMPTS = 5;
    private static final int FEW = 10; // calls; those before the compilation take long
    private static final int MANY = 100;

    @Test
    void onceCompiledAPassOverTheItemsAllocatesNothing() throws Exception {
        assertStopsAllocating(Pass.class);
    }

    @Test
    void onceCompiledAPrunedPassAllocatesNothing() throws Exception {
        assertStopsAllocating(PrunedPass.class);
    }

    @Test
    void onceCompiledAFoldAllocatesNothing() throws Exception {
        assertStopsAllocating(Fold.class);
    }

    @Test
    void onceCompiledAFoldOfLongShortTermMemoryAllocatesNothing() throws Exception {
        assertStopsAllocating(LongShortTermFold.class);
    }

    public static final class Pass implements Supplier<Runnable> {
        @Override
        public Runnable get() {
            ItemHead head = new ItemHead(5_000, 20, new float[100_000], new float[5_000]);
            return pass(head, new VectorKernel(head));
        }
    }

    public static final class PrunedPass implements Supplier<Runnable> {
        @Override
        public Runnable get() {
            float[] embedding = new float[100_000];
            for (int i = 0; i < embedding.length; i++) {
                embedding[i] = (i * 7_919 % 1_000) / 1_000f;
            }
            ItemHead head = new ItemHead(5_000, 20, embedding, new float[5_000]);
            return pass(head, new PrunedKernel(head, new PruningPlan(100, 8, 1_000, 100)));
        }
    }

    private static Runnable pass(ItemHead head, ScoringKernel kernel) {
        ExcludedItems excluded = new ExcludedItems(6, 2);
        RankedItems ranked = new RankedItems(6, 10);
        float[] queries = new float[6 * head.width()];
        ItemScorer scorer = kernel.newScorer(6, 10);
        return () -> {
            for (int query = 0; query < 6; query++) {
                excluded.clear(query);
                excluded.add(query, 4_000 - query);
                excluded.add(query, 7);
            }
            scorer.top(queries, 6, excluded, ranked);
        };
    }

    public static final class Fold implements Supplier<Runnable> {
        @Override
        public Runnable get() {
            CellWeights weights = new CellWeights(3, 40, 40, new float[40 * 120], new float[40 * 120], new float[120]);
            LayeredEncoder encoder = new LayeredEncoder(new float[10 * 40], List.of(new VectorGruCell(weights)));
            return fold(encoder, 40);
        }
    }

    public static final class LongShortTermFold implements Supplier<Runnable> {
        @Override
        public Runnable get() {
            CellWeights weights = new CellWeights(4, 40, 40, new float[40 * 160], new float[40 * 160], new float[160]);
            LstmCell cell = new LstmCell(new VectorGates(weights));
            return fold(new LayeredEncoder(new float[10 * 40], List.of(cell)), 80);
        }
    }

    private static Runnable fold(LayeredEncoder encoder, int stateWidth) {
        RecurrentEncoder.Folder folder = encoder.newFolder(6);
        float[] states = new float[6 * stateWidth];
        int[] sessions = {0, 1, 2, 3, 4, 5};
        return () -> folder.fold(states, sessions, sessions, 6);
    }

    private static void assertStopsAllocating(Class<? extends Supplier<Runnable>> work) throws Exception {
        long allocated = Long.MAX_VALUE;
        for (int attempt = 0; allocated > 0 && attempt < ATTEMPTS; attempt++) {
            try (URLClassLoader anew = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
                Supplier<?> made = (Supplier<?>)
                        anew.loadClass(work.getName()).getDeclaredConstructor().newInstance();
                allocated = allocatedInTheEnd((Runnable) made.get());
            }
        }
        assertThat(allocated).isZero();
    }

    private static URL[] classPath() throws IOException {
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
        URL[] urls = new URL[entries.length];
        for (int i = 0; i < entries.length; i++) {
            urls[i] = Path.of(entries[i]).toUri().toURL();
        }
        return urls;
    }

    private static long allocatedInTheEnd(Runnable call) {
        long end = THREADS.getCurrentThreadCpuTime() + PATIENCE.toNanos();
        long allocated;
        do {
            allocated = allocatedBy(call, FEW);
            allocated += allocated == 0 ? allocatedBy(call, MANY) : 0;
        } while (allocated > 0 && THREADS.getCurrentThreadCpuTime() < end);
        return allocated;
    }

    private static long allocatedBy(Runnable call, int times) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < times; i++) {
            call.run();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
