package freshet.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;

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
import freshet.model.testing.SteadyAllocation;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AllocationTest {
    @Test
    void onceCompiledAPassOverTheItemsAllocatesNothing() throws Exception {
        assertStopsAllocating(Pass.class);
    }

    @Test
    void onceCompiledAPassInHalfPrecisionAllocatesNothing() throws Exception {
        assertStopsAllocating(HalfPass.class);
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

    public static final class Pass implements Supplier<Map<String, Runnable>> {
        @Override
        public Map<String, Runnable> get() {
            ItemHead head = new ItemHead(5_000, 20, new float[100_000], new float[5_000]);
            return Map.of("pass", pass(head, new VectorKernel(head)));
        }
    }

    public static final class HalfPass implements Supplier<Map<String, Runnable>> {
        @Override
        public Map<String, Runnable> get() {
            ItemHead head = new ItemHead(5_000, 20, new float[100_000], new float[5_000]);
            return Map.of("half precision", pass(head, VectorKernel.ofHalfPrecision(head)));
        }
    }

    public static final class PrunedPass implements Supplier<Map<String, Runnable>> {
        @Override
        public Map<String, Runnable> get() {
            float[] embedding = new float[100_000];
            for (int i = 0; i < embedding.length; i++) {
                embedding[i] = (i * 7_919 % 1_000) / 1_000f;
            }
            ItemHead head = new ItemHead(5_000, 20, embedding, new float[5_000]);
            return Map.of("pass", pass(head, new PrunedKernel(head, new PruningPlan(100, 8, 1_000, 100))));
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

    public static final class Fold implements Supplier<Map<String, Runnable>> {
        @Override
        public Map<String, Runnable> get() {
            CellWeights weights = new CellWeights(3, 40, 40, new float[40 * 120], new float[40 * 120], new float[120]);
            LayeredEncoder encoder = new LayeredEncoder(new float[10 * 40], List.of(new VectorGruCell(weights)));
            return Map.of("fold", fold(encoder, 40));
        }
    }

    public static final class LongShortTermFold implements Supplier<Map<String, Runnable>> {
        @Override
        public Map<String, Runnable> get() {
            CellWeights weights = new CellWeights(4, 40, 40, new float[40 * 160], new float[40 * 160], new float[160]);
            LstmCell cell = new LstmCell(new VectorGates(weights));
            return Map.of("fold", fold(new LayeredEncoder(new float[10 * 40], List.of(cell)), 80));
        }
    }

    private static Runnable fold(LayeredEncoder encoder, int stateWidth) {
        RecurrentEncoder.Folder folder = encoder.newFolder(6);
        float[] states = new float[6 * stateWidth];
        int[] sessions = {0, 1, 2, 3, 4, 5};
        return () -> folder.fold(states, sessions, sessions, 6);
    }

    private static void assertStopsAllocating(Class<? extends Supplier<Map<String, Runnable>>> calls) throws Exception {
        assertThat(SteadyAllocation.of(calls)).isEmpty();
    }
}
