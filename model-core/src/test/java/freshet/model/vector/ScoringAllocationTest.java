package freshet.model.vector;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import freshet.model.ExcludedItems;
import freshet.model.RankedItems;
import freshet.model.scoring.ItemHead;
import freshet.model.scoring.ItemScorer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScoringAllocationTest {
    /** Found once, as looking it up allocates. */
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Vectors are objects until the compiler has put them into registers, so that the first calls do allocate. */
    @Test
    void onceCompiledAPassAllocatesNothing() {
        ItemHead head = new ItemHead(5_000, 20, new float[100_000], new float[5_000]);
        ExcludedItems excluded = new ExcludedItems(6, 2);
        RankedItems ranked = new RankedItems(6, 10);
        float[] queries = new float[6 * 20];
        ItemScorer scorer = new VectorKernel(head).newScorer(6, 10);
        long end = System.nanoTime() + PATIENCE.toNanos();
        long allocated;
        do {
            allocated = allocatedBytes();
            for (int call = 0; call < 100; call++) {
                for (int query = 0; query < 6; query++) {
                    excluded.clear(query);
                    excluded.add(query, 4_000 - query);
                    excluded.add(query, 7);
                }
                scorer.top(queries, 6, excluded, ranked);
            }
            allocated = allocatedBytes() - allocated;
        } while (allocated > 0 && System.nanoTime() < end);
        assertThat(allocated).isZero();
    }

    private static long allocatedBytes() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
