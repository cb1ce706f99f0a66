package freshet.trainer;

import freshet.model.bundle.ModelBundle;
import freshet.trainer.settings.Settings;
import java.util.List;
import java.util.Locale;

/** A GRU4Rec trainer that says in words when its settings and the data need an array longer than Java has. Immutable. */
record SizedTrainer(ModelTrainer trainer, Settings settings) implements ModelTrainer {
    private static final long LONGEST = Integer.MAX_VALUE - 8; // some virtual machines take no more

    @Override
    public ModelBundle train(TrainingPlan plan, TrainingListener listener) {
        int batch = settings.integer("batch_size");
        long candidates = (long) batch + settings.integer("n_sample");
        List<Integer> layers = settings.integers("layers");
        int query = layers.get(layers.size() - 1);
        requireArray("batch_size × (batch_size + n_sample)", batch, candidates, "lower batch_size or n_sample");
        requireArray(
                "(batch_size + n_sample) × the last of layers", candidates, query, "lower n_sample or the last layer");
        int width = settings.integer("embedding_width");
        int input =
                switch (settings.values().get("embedding")) {
                    case "separate" -> width == 0 ? layers.get(0) : width;
                    case "one-hot" -> 3 * layers.get(0); // a row of the three gates' weights
                    default -> query;
                };
        requireArray(
                "items × the widest row of an item (by embedding, layers, embedding_width)",
                plan.data().vocabulary().size(),
                Math.max(query, input),
                "lower layers or embedding_width, or raise the least support of an item");
        return trainer.train(plan, listener);
    }

    private static void requireArray(String what, long rows, long columns, String mend) {
        if (rows * columns > LONGEST) {
            throw new TrainingException(String.format(
                    Locale.ROOT,
                    "%s is %,d × %,d = %,d numbers; it must be at most %,d; %s",
                    what,
                    rows,
                    columns,
                    rows * columns,
                    LONGEST,
                    mend));
        }
    }
}
