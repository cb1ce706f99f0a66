package freshet.trainer.neural.weights;

import freshet.model.bundle.Tensor;
import freshet.trainer.TrainingException;
import java.util.Map;

/**
 * Float tensors that were kept under names of their own, to be taken over.
 *
 * @param tensors all there are
 * @param prefix of the names
 */
public record NamedFloats(Map<String, Tensor> tensors, String prefix) {

    /** Whether there are any. */
    public boolean any() {
        return tensors.keySet().stream().anyMatch(name -> name.startsWith(prefix));
    }

    /**
     * A tensor's values, shared.
     *
     * @throws TrainingException if there is none of this name and length
     */
    public float[] values(String name, int length) {
        if (tensors.get(prefix + name) instanceof Tensor.Floats floats && floats.values().length == length) {
            return floats.values();
        }
        throw new TrainingException("tensor \"" + prefix + name + "\" is missing or does not have " + length
                + " floats; begin anew, without the file that it is taken from");
    }

    /**
     * Copies a tensor's values.
     *
     * @throws TrainingException if there is none of this name and length
     */
    public void copy(String name, float[] into) {
        System.arraycopy(values(name, into.length), 0, into, 0, into.length);
    }
}
