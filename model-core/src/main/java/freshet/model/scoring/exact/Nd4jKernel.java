package freshet.model.scoring.exact;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import freshet.model.ExcludedItems;
import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import freshet.model.nd4j.OpenBlasCore;
import freshet.model.nd4j.UnpackedLibraries;
import freshet.model.scoring.AvailableBias;
import freshet.model.scoring.FewItems;
import freshet.model.scoring.ItemHead;
import freshet.model.scoring.ItemScorer;
import freshet.model.scoring.ScoreRanker;
import freshet.model.scoring.ScoringKernel;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Scores by one matrix product for the batch, then ranks each query's scores. The memory is ND4J's,
 * off the heap and freed by {@code close}; the product goes to its OpenBLAS directly, since
 * {@code mmuli} allocates a second result whenever a batch is not full.
 */
public final class Nd4jKernel implements ScoringKernel {
    /** Most scores held at once, 64 MiB of floats; a larger product goes in several parts. */
    private static final int MAX_SCORES = 1 << 24;

    private final ItemHead head;
    private final INDArray embedding; // (items, width), row-major, off-heap
    private final FloatPointer embeddingMemory;

    public Nd4jKernel(ItemHead head) {
        UnpackedLibraries.expect();
        OpenBlasCore.logOnce();
        this.head = head;
        this.embedding = Nd4j.createUninitialized(DataType.FLOAT, new long[] {head.items(), head.width()}, 'c');
        this.embeddingMemory = floats(embedding);
        embeddingMemory.put(head.embedding());
    }

    @Override
    public ItemScorer newScorer(int maxBatch, int k) {
        return new Nd4jScorer(Math.max(1, Math.min(maxBatch, MAX_SCORES / head.items())), k);
    }

    @Override
    public void close() {
        embedding.close();
    }

    private static FloatPointer floats(INDArray array) {
        return (FloatPointer) array.data().addressPointer();
    }

    private final class Nd4jScorer implements ItemScorer {
        private final int chunk; // queries per product
        private final INDArray queries; // (chunk, width), row-major
        private final INDArray scores; // (chunk, items), row-major
        private final FloatPointer queryMemory;
        private final FloatPointer scoreMemory;
        private final float[] row = new float[head.items()];
        private final AvailableBias bias = new AvailableBias(head.bias());
        private final ScoreRanker ranker;
        private final FewItems few;

        Nd4jScorer(int chunk, int k) {
            this.chunk = chunk;
            this.queries = Nd4j.createUninitialized(DataType.FLOAT, new long[] {chunk, head.width()}, 'c');
            this.scores = Nd4j.createUninitialized(DataType.FLOAT, new long[] {chunk, head.items()}, 'c');
            this.queryMemory = floats(queries);
            this.scoreMemory = floats(scores);
            this.ranker = new ScoreRanker(Math.min(k, head.items()));
            this.few = new FewItems(head, k);
        }

        @Override
        public void top(float[] queryValues, int count, ExcludedItems excluded, RankedItems out) {
            if (excluded.withheld().leavesFew()) {
                few.top(queryValues, count, excluded, out);
                return;
            }
            scores(queryValues, count, bias.under(excluded.withheld(), excluded.boosts()), (query, all) -> {
                for (int i = 0; i < excluded.count(query); i++) {
                    row[excluded.row(query, i)] = Float.NEGATIVE_INFINITY;
                }
                ranker.rank(row, query, out);
            });
        }

        @Override
        public void scores(float[] queryValues, int count, ScoreRows out) {
            scores(queryValues, count, head.bias(), out);
        }

        private void scores(float[] queryValues, int count, float[] biases, ScoreRows out) {
            for (int first = 0; first < count; first += chunk) {
                int n = Math.min(chunk, count - first);
                queryMemory.put(queryValues, first * head.width(), n * head.width());
                product(n);
                for (int i = 0; i < n; i++) {
                    readScores(i, biases);
                    out.row(first + i, row);
                }
            }
        }

        /** Q (n, width) · E (items, width)ᵀ → S (n, items). */
        private void product(int n) {
            int width = head.width();
            int items = head.items();
            scoreMemory.position(0);
            cblas_sgemm(
                    CblasRowMajor,
                    CblasNoTrans,
                    CblasTrans,
                    n,
                    items,
                    width,
                    1f,
                    queryMemory,
                    width,
                    embeddingMemory,
                    width,
                    0f,
                    scoreMemory,
                    items);
        }

        private void readScores(int query, float[] biases) {
            scoreMemory.position((long) query * head.items()).get(row);
            for (int item = 0; item < row.length; item++) {
                row[item] += biases[item];
            }
        }

        @Override
        public void close() {
            queries.close();
            scores.close();
        }
    }
}
