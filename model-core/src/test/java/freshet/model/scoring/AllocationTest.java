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
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Vectors are objects until the compiler has put them into registers, so that the first calls do
 * allocate.
 */
class AllocationTest {
    /** Found once, as looking it up allocates. */
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * On the CPU, not on the clock: where many processes share it, the compiler has as little of it
     * as the calls.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int FEW = 10; // calls; those before the compilation take long
    private static final int MANY = 100;

    @Test
    void onceCompiledAPassOverTheItemsAllocatesNothing() {
        ItemHead head = new ItemHead(5_000, 20, new float[100_000], new float[5_000]);
        assertStopsAllocating(head, new VectorKernel(head));
    }

    @Test
    void onceCompiledAPrunedPassAllocatesNothing() {
        float[] embedding = new float[100_000];
        for (int i = 0; i < embedding.length; i++) {
            embedding[i] = (i * 7_919 % 1_000) / 1_000f;
        }
        ItemHead head = new ItemHead(5_000, 20, embedding, new float[5_000]);
        assertStopsAllocating(head, new PrunedKernel(head, new PruningPlan(100, 8, 1_000, 100)));
    }

    private static void assertStopsAllocating(ItemHead head, ScoringKernel kernel) {
        ExcludedItems excluded = new ExcludedItems(6, 2);
        RankedItems ranked = new RankedItems(6, 10);
        float[] queries = new float[6 * head.width()];
        ItemScorer scorer = kernel.newScorer(6, 10);
        assertStopsAllocating(() -> {
            for (int query = 0; query < 6; query++) {
                excluded.clear(query);
                excluded.add(query, 4_000 - query);
                excluded.add(query, 7);
            }
            scorer.top(queries, 6, excluded, ranked);
        });
    }

    @Test
    void onceCompiledAFoldAllocatesNothing() {
        CellWeights weights = new CellWeights(3, 40, 40, new float[40 * 120], new float[40 * 120], new float[120]);
        LayeredEncoder encoder = new LayeredEncoder(new float[10 * 40], List.of(new VectorGruCell(weights)));
        RecurrentEncoder.Folder folder = encoder.newFolder(6);
        float[] states = new float[6 * 40];
        int[] sessions = {0, 1, 2, 3, 4, 5};
        assertStopsAllocating(() -> folder.fold(states, sessions, sessions, 6));
    }

    @Test
    void onceCompiledAFoldOfLongShortTermMemoryAllocatesNothing() {
        CellWeights weights = new CellWeights(4, 40, 40, new float[40 * 160], new float[40 * 160], new float[160]);
        LstmCell cell = new LstmCell(new VectorGates(weights));
        RecurrentEncoder.Folder folder = new LayeredEncoder(new float[10 * 40], List.of(cell)).newFolder(6);
        float[] states = new float[6 * 80];
        int[] sessions = {0, 1, 2, 3, 4, 5};
        assertStopsAllocating(() -> folder.fold(states, sessions, sessions, 6));
    }

    private static void assertStopsAllocating(Runnable call) {
        long end = THREADS.getCurrentThreadCpuTime() + PATIENCE.toNanos();
        long allocated;
        do {
            allocated = allocatedBy(call, FEW);
            allocated += allocated == 0 ? allocatedBy(call, MANY) : 0;
        } while (allocated > 0 && THREADS.getCurrentThreadCpuTime() < end);
        assertThat(allocated).isZero();
    }

    private static long allocatedBy(Runnable call, int times) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < times; i++) {
            call.run();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
