package freshet.model.bundle;

import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file.
 *
 * @param metadata texts by key
 * @param tensors in the order in which the header names them
 */
record FileHeader(Map<String, String> metadata, List<TensorHeader> tensors) {}
