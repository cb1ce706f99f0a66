package freshet.model.scoring;

import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Scores by one ND4J matrix product for the batch, then ranks each query's scores. */
public final class Nd4jKernel implements ScoringKernel {
    /** Most scores held at once, 64 MiB of floats; a larger product goes in several parts. */
    private static final int MAX_SCORES = 1 << 24;

    private final ItemHead head;
    private final INDArray embedding; // (items, width), row-major, off-heap

    public Nd4jKernel(ItemHead head) {
        this.head = head;
        this.embedding = Nd4j.createUninitialized(DataType.FLOAT, new long[] {head.items(), head.width()}, 'c');
        floats(embedding).put(head.embedding());
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
        private final INDArray scores; // (items, chunk), column-major: each query's scores in one piece
        private final FloatPointer queryMemory;
        private final FloatPointer scoreMemory;
        private final INDArray[] queryViews; // by number of queries: (width, n)
        private final INDArray[] scoreViews; // by number of queries: (items, n)
        private final float[] row = new float[head.items()];
        private final ScoreRanker ranker;

        Nd4jScorer(int chunk, int k) {
            this.chunk = chunk;
            this.queries = Nd4j.createUninitialized(DataType.FLOAT, new long[] {chunk, head.width()}, 'c');
            this.scores = Nd4j.createUninitialized(DataType.FLOAT, new long[] {head.items(), chunk}, 'f');
            this.queryMemory = floats(queries);
            this.scoreMemory = floats(scores);
            this.queryViews = new INDArray[chunk];
            this.scoreViews = new INDArray[chunk];
            for (int n = 1; n <= chunk; n++) {
                queryViews[n - 1] = queries.get(NDArrayIndex.interval(0, n), NDArrayIndex.all())
                        .transpose();
                scoreViews[n - 1] = scores.get(NDArrayIndex.all(), NDArrayIndex.interval(0, n));
            }
            this.ranker = new ScoreRanker(Math.min(k, head.items()));
        }

        @Override
        public void top(float[] queryValues, int count, RankedItems out) {
            scores(queryValues, count, (query, all) -> ranker.rank(all, query, out));
        }

        @Override
        public void scores(float[] queryValues, int count, ScoreRows out) {
            for (int first = 0; first < count; first += chunk) {
                int n = Math.min(chunk, count - first);
                queryMemory.put(queryValues, first * head.width(), n * head.width());
                embedding.mmuli(queryViews[n - 1], scoreViews[n - 1]);
                for (int i = 0; i < n; i++) {
                    readScores(i);
                    out.row(first + i, row);
                }
            }
        }

        private void readScores(int query) {
            scoreMemory.position((long) query * head.items()).get(row);
            float[] bias = head.bias();
            for (int item = 0; item < row.length; item++) {
                row[item] += bias[item];
            }
        }

        @Override
        public void close() {
            queries.close();
            scores.close();
        }
    }
}
