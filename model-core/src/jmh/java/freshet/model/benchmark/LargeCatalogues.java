package freshet.model.benchmark;

import freshet.benchmark.BenchmarkMachine;
import freshet.model.ExcludedItems;
import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.kind.ModelKinds;
import freshet.model.scoring.ItemHead;
import freshet.model.scoring.ItemScorer;
import freshet.model.scoring.ScoringKernel;
import freshet.model.scoring.exact.VectorKernel;
import freshet.model.scoring.pruned.PrunedKernel;
import freshet.model.scoring.pruned.PruningPlan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Holds pruned scoring and half precision against the exact kernel: agreement over all queries, CPU
 * time of this thread per query, both in turns. Arguments: bundle, log, its format, queries, items
 * (0: the trained catalogue itself), h, then {@code bfloat16}, or plans as
 * clusters/axes/scanned/candidates or {@code default}.
 */
public final class LargeCatalogues {
    private static final int K = 20;
    private static final int ROUNDS = 5;
    private static final int QUERIES_AT_ONE = 256;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LargeCatalogues() {}

    public static void main(String[] arguments) throws IOException {
        ModelBundle bundle = BundleFile.read(Path.of(arguments[0]));
        float[] queries;
        try (NextItemModel model = ModelKinds.named(bundle.kind()).build(bundle, Arithmetic.DEFAULT)) {
            queries = SessionQueries.of(model, Path.of(arguments[1]), arguments[2], Integer.parseInt(arguments[3]));
        }
        ItemHead trained = head(bundle);
        int items = Integer.parseInt(arguments[4]);
        double h = Double.parseDouble(arguments[5]);
        ItemHead head = items == 0 ? trained : LargeCatalogue.enlarged(trained, items, h);
        int count = queries.length / head.width();
        System.out.printf(
                "%s, load %.1f; %,d items x %d, h %.2f, %,d queries, top %d%n",
                BenchmarkMachine.here().cpu(), BenchmarkMachine.load(), head.items(), head.width(), h, count, K);
        System.out.printf(
                "%-30s %8s %8s %9s %9s %9s %9s %10s %10s %8s %8s%n",
                "bfloat16 or plan",
                "build s",
                "MiB",
                "same %",
                "recall %",
                "D mean %",
                "D p99 %",
                "us at 32",
                "us at 1",
                "x at 32",
                "x at 1");
        try (ScoringKernel exact = new VectorKernel(head)) {
            for (String text : Arrays.copyOfRange(arguments, 6, arguments.length)) {
                compare(exact, head, text, queries, count);
            }
        }
        System.out.printf("load %.1f%n", BenchmarkMachine.load());
    }

    private static void compare(ScoringKernel exact, ItemHead head, String way, float[] queries, int count) {
        long before = usedBytes();
        long start = THREADS.getCurrentThreadCpuTime();
        try (ScoringKernel other = kernel(way, head)) {
            double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
            double mebibytes = (usedBytes() - before) / (double) (1 << 20);
            RankedItems expected = new RankedItems(count, K);
            RankedItems found = new RankedItems(count, K);
            int few = Math.min(count, QUERIES_AT_ONE);
            double[] micros = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE
            }; // exact, pruned at 32; the same at 1
            for (int round = 0; round < ROUNDS; round++) { // the best round: others take caches and memory in the rest
                micros[2] = Math.min(micros[2], micros(exact, 1, head, queries, few, expected));
                micros[3] = Math.min(micros[3], micros(other, 1, head, queries, few, found));
                micros[0] = Math.min(micros[0], micros(exact, 32, head, queries, count, expected));
                micros[1] = Math.min(micros[1], micros(other, 32, head, queries, count, found));
            }
            Agreement agreement = Agreement.between(expected, found, count);
            System.out.printf(
                    "%-30s %8.1f %8.0f %9.3f %9.3f %9.3f %9.3f %4.0f/%5.0f %4.0f/%5.0f %8.1f %8.1f%n",
                    way,
                    seconds,
                    mebibytes,
                    100 * agreement.positions(),
                    100 * agreement.recall(),
                    100 * agreement.meanError(),
                    100 * agreement.p99Error(),
                    micros[1],
                    micros[0],
                    micros[3],
                    micros[2],
                    micros[0] / micros[1],
                    micros[2] / micros[3]);
        }
    }

    /** Ranks the queries batch by batch and gives the CPU time per query. */
    private static double micros(
            ScoringKernel kernel, int batch, ItemHead head, float[] queries, int count, RankedItems out) {
        int width = head.width();
        RankedItems ranked = new RankedItems(batch, K);
        ExcludedItems nothing = new ExcludedItems(batch, 1);
        float[] some = new float[batch * width];
        long nanos = 0;
        try (ItemScorer scorer = kernel.newScorer(batch, K)) {
            for (int first = 0; first < count; first += batch) {
                int n = Math.min(batch, count - first);
                System.arraycopy(queries, first * width, some, 0, n * width);
                long start = THREADS.getCurrentThreadCpuTime();
                scorer.top(some, n, nothing, ranked);
                nanos += THREADS.getCurrentThreadCpuTime() - start;
                for (int i = 0; i < n; i++) {
                    out.clear(first + i);
                    for (int rank = 0; rank < ranked.count(i); rank++) {
                        out.add(first + i, ranked.row(i, rank), ranked.probability(i, rank));
                    }
                }
            }
        }
        return nanos / 1e3 / count;
    }

    private static ScoringKernel kernel(String way, ItemHead head) {
        if (way.equals("bfloat16")) {
            return VectorKernel.ofHalfPrecision(head);
        }
        if (way.equals("default")) {
            return new PrunedKernel(head);
        }
        int[] parts = Arrays.stream(way.split("/")).mapToInt(Integer::parseInt).toArray();
        return new PrunedKernel(head, new PruningPlan(parts[0], parts[1], parts[2], parts[3]));
    }

    private static ItemHead head(ModelBundle bundle) {
        Tensor.Floats embedding = (Tensor.Floats) bundle.weights().get("item.embedding");
        Tensor.Floats bias = (Tensor.Floats) bundle.weights().get("item.bias");
        return new ItemHead(embedding.shape()[0], embedding.shape()[1], embedding.values(), bias.values());
    }

    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
