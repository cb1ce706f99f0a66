package freshet.model.bundle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a bundle's header says of it: enough to know what it needs before any tensor is read.
 * Nothing but the header was checked.
 *
 * @param kind the model's kind
 * @param configuration what shapes the model
 * @param tensors all of the file, by name
 */
public record BundleOutline(String kind, ObjectNode configuration, Map<String, Part> tensors) {
    private static final int OFFSET_BYTES = 8;
    private static final String TRAINERS = "adagrad."; // read and dropped

    /**
     * A tensor.
     *
     * @param shape extent per dimension
     * @param bytes of all its values
     */
    public record Part(int[] shape, long bytes) {}

    /** Of a model whose configuration does not matter. */
    public BundleOutline(String kind, Map<String, Part> tensors) {
        this(kind, JsonNodeFactory.instance.objectNode(), tensors);
    }

    /**
     * The same of a model within this one, over as many items.
     *
     * @param prefix of the names of its tensors here
     */
    public BundleOutline within(String prefix, String partKind, ObjectNode partConfiguration) {
        Map<String, Part> parts = new TreeMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                parts.put(name.substring(prefix.length()), tensor);
            } else if (name.equals(VocabularyTensors.OFFSETS)) {
                parts.put(name, tensor);
            }
        });
        return new BundleOutline(partKind, partConfiguration, parts);
    }

    /** Items of the vocabulary. */
    public int items() {
        long offsets = bytes(VocabularyTensors.OFFSETS) / OFFSET_BYTES;
        return (int) Math.max(0, offsets - 1);
    }

    /** Bytes of all item ids in UTF-8. */
    public long idBytes() {
        return bytes(VocabularyTensors.BYTES);
    }

    /** Bytes of all tensors. */
    public long bytes() {
        return tensors.values().stream().mapToLong(Part::bytes).sum();
    }

    /**
     * Bytes of the tensors that a model is built of: what a later training alone reads is left out.
     */
    public long servedBytes() {
        return bytes() - bytes(TRAINERS);
    }

    /** Columns of a matrix, or 0 where there is no matrix of this name. */
    public int columns(String name) {
        Part part = tensors.get(name);
        return part == null || part.shape().length != 2 ? 0 : part.shape()[1];
    }

    /** Bytes of the tensors whose names begin so. */
    public long bytes(String prefix) {
        return tensors.entrySet().stream()
                .filter(tensor -> tensor.getKey().startsWith(prefix))
                .mapToLong(tensor -> tensor.getValue().bytes())
                .sum();
    }
}
