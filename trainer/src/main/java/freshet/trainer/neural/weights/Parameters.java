package freshet.trainer.neural.weights;

import freshet.model.bundle.Tensor;
import freshet.model.kind.ItemTensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All weights of a model by name, or one value for each of them, such as the optimizer's memory. An
 * item's score is E·q + b with q the query that the model makes of a session: every model has the
 * tables E and b.
 */
public final class Parameters {
    /** Name of E (V, h). */
    public static final String EMBEDDING = ItemTensors.EMBEDDING;

    /** Name of b (V). */
    public static final String BIAS = ItemTensors.BIAS;

    private final List<Parameter> all;
    private final Parameter embedding;
    private final Parameter bias;

    private Parameters(List<Parameter> all) {
        this.all = List.copyOf(all);
        this.embedding = get(EMBEDDING);
        this.bias = get(BIAS);
    }

    /**
     * All zero.
     *
     * @param items V
     * @param width h, of the query
     * @param others what the model has beside E and b, also zero
     */
    public static Parameters of(int items, int width, List<Parameter> others) {
        List<Parameter> all = new ArrayList<>();
        all.add(Parameter.table(EMBEDDING, items, width));
        all.add(Parameter.perItem(BIAS, items));
        all.addAll(others);
        return new Parameters(all);
    }

    /** Zeros of the same names and shapes. */
    public Parameters zeros() {
        return new Parameters(all.stream().map(Parameter::zeros).toList());
    }

    /** V. */
    public int items() {
        return bias.rows();
    }

    /** h, the width of the query. */
    public int width() {
        return embedding.columns();
    }

    /** E (V, h). */
    public float[] embedding() {
        return embedding.values();
    }

    /** b (V). */
    public float[] bias() {
        return bias.values();
    }

    /**
     * Scores of all items, E·q + b (V), outside of training.
     *
     * @param query q (h)
     */
    public float[] scores(float[] query) {
        float[] scores = bias().clone();
        for (int item = 0; item < scores.length; item++) {
            float score = scores[item];
            for (int i = 0; i < query.length; i++) {
                score += query[i] * embedding()[item * query.length + i];
            }
            scores[item] = score;
        }
        return scores;
    }

    /** Every parameter once. */
    public List<Parameter> all() {
        return all;
    }

    /** @throws IllegalArgumentException if there is none of this name */
    public Parameter get(String name) {
        return all.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no parameter is named \"" + name + "\""));
    }

    /** Every weight once, in an order that the model alone decides; shared, not copied. */
    public List<float[]> arrays() {
        return all.stream().map(Parameter::values).toList();
    }

    /** Whether no weight is infinite or no number. */
    public boolean areFinite() {
        for (Parameter parameter : all) {
            for (float value : parameter.values()) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Copies, so that training may go on.
     *
     * @param prefix of the tensors' names; none for those of the bundle
     */
    public Map<String, Tensor> tensors(String prefix) {
        Map<String, Tensor> tensors = new TreeMap<>();
        all.forEach(parameter -> tensors.put(prefix + parameter.name(), parameter.tensor()));
        return tensors;
    }

    /**
     * Takes over what {@link #tensors} gave.
     *
     * @throws freshet.trainer.TrainingException if a tensor is missing or of another length
     */
    public void set(NamedFloats tensors) {
        all.forEach(parameter -> tensors.copy(parameter.name(), parameter.values()));
    }
}
