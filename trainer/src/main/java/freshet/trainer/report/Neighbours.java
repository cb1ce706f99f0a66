package freshet.trainer.report;

import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.kind.ItemTensors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A few items of a model with an item embedding, each with those whose vectors have the greatest
 * cosine with its own.
 */
record Neighbours(List<Item> items) {
    private static final int NEAREST = 8;
    private static final int BLOCK_ROWS = 4096; // of the embedding at a time, 3 MiB at 100 columns

    /**
     * An item and its neighbours.
     *
     * @param role why it was picked, for example {@code Most popular}
     */
    record Item(String role, String item, String events, List<Neighbour> neighbours) {}

    /** A neighbour, the nearest first. */
    record Neighbour(String item, String cosine, String events) {}

    /** Empty if the model has no embedding with a row per item. */
    static Optional<Neighbours> of(ModelBundle bundle) {
        return bundle.weights().get(ItemTensors.EMBEDDING) instanceof Tensor.Floats embedding
                ? Optional.of(of(bundle, embedding))
                : Optional.empty();
    }

    private static Neighbours of(ModelBundle bundle, Tensor.Floats embedding) {
        Map<Integer, String> picked = picked(bundle.vocabulary().size());
        List<float[]> cosines = cosines(embedding, picked.keySet().stream().toList());
        List<Item> items = new ArrayList<>();
        picked.forEach((row, role) -> items.add(item(bundle, cosines.get(items.size()), role, row)));
        return new Neighbours(List.copyOf(items));
    }

    /**
     * Rows by role; the vocabulary has the most supported item first. A small vocabulary gives
     * fewer.
     */
    private static Map<Integer, String> picked(int items) {
        Map<Integer, String> roles = new LinkedHashMap<>();
        roles.put(0, "The most popular item");
        roles.putIfAbsent(items / 100, "At 1 % of the items by popularity");
        roles.putIfAbsent(items / 2, "The median item");
        roles.putIfAbsent(items - 1, "One of the rarest");
        return roles;
    }

    private static Item item(ModelBundle bundle, float[] cosines, String role, int row) {
        return new Item(
                role,
                bundle.vocabulary().item(row),
                Numbers.counted(bundle.support()[row], "event"),
                IntStream.range(0, cosines.length)
                        .filter(other -> other != row)
                        .boxed()
                        .sorted(Comparator.comparingDouble(other -> -cosines[other]))
                        .limit(NEAREST)
                        .map(other -> new Neighbour(
                                bundle.vocabulary().item(other),
                                Numbers.decimal(cosines[other], 3),
                                Numbers.count(bundle.support()[other])))
                        .toList());
    }

    /**
     * cos(a, b) = a·b / (|a| |b|), and 0 where a vector is zero: products of vectors of length 1,
     * in double precision.
     *
     * @param embedding (V, h)
     * @param rows of some items
     * @return for each of them the cosines with every row (V)
     */
    static List<float[]> cosines(Tensor.Floats embedding, List<Integer> rows) {
        int items = embedding.shape()[0];
        int width = embedding.shape()[1];
        List<float[]> cosines = rows.stream().map(row -> new float[items]).toList();
        double[] picked = new double[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            copy(embedding, rows.get(i), 1, picked, i * width);
        }
        try (INDArray some = unitRows(picked, width)) {
            for (int from = 0; from < items; from += BLOCK_ROWS) {
                double[] values = new double[Math.min(BLOCK_ROWS, items - from) * width];
                copy(embedding, from, values.length / width, values, 0);
                try (INDArray block = unitRows(values, width);
                        INDArray products = some.mmul(block.transpose())) {
                    for (int i = 0; i < rows.size(); i++) {
                        float[] ofRow = products.getRow(i).toFloatVector();
                        System.arraycopy(ofRow, 0, cosines.get(i), from, ofRow.length);
                    }
                }
            }
        }
        return cosines;
    }

    private static void copy(Tensor.Floats embedding, int from, int rows, double[] into, int at) {
        int width = embedding.shape()[1];
        for (int i = 0; i < rows * width; i++) {
            into[at + i] = embedding.values()[from * width + i];
        }
    }

    /** Rows (n, h) scaled to length 1; a row of zeros stays one. */
    private static INDArray unitRows(double[] values, int width) {
        INDArray rows = Nd4j.create(values, new long[] {values.length / width, width}, 'c');
        try (INDArray lengths = rows.norm2(true, 1)) {
            lengths.addi(lengths.eq(0).castTo(DataType.DOUBLE)); // 0 / 1
            return rows.diviColumnVector(lengths);
        }
    }
}
