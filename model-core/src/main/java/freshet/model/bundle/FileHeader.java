package freshet.model.bundle;

import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file.
 *
 * @param metadata texts by key
 * @param tensors in the order in which the header names them
 */
record FileHeader(Map<String, String> metadata, List<TensorHeader> tensors) {

    /**
     * One tensor as the header states it, nothing of it checked but that it is made of a text and
     * integers.
     *
     * @param name of the tensor
     * @param dtype name of its {@link ElementType}
     * @param shape extent per dimension
     * @param begin first byte, from the start of the data
     * @param end first byte after it
     */
    record TensorHeader(String name, String dtype, long[] shape, long begin, long end) {}
}
