package freshet.model.bundle;

/**
 * The safetensors file as Freshet writes and reads it. All numbers are little-endian.
 *
 * <pre>
 * offset  bytes  what
 * 0       8      N, length of the header in bytes: u64, a multiple of 8, at most 64 MiB
 * 8       N      header: one JSON object in UTF-8, padded with spaces
 * 8+N     ...    data: the tensors' values, row-major
 * </pre>
 *
 * The header maps a name to a tensor, and {@code __metadata__} to an object of strings:
 *
 * <pre>
 * {"__metadata__": {key: text, ...},
 *  name: {"dtype": "F32", "shape": [rows, columns], "data_offsets": [begin, end]}, ...}
 * </pre>
 *
 * Offsets count bytes from the start of the data. Together the tensors cover the data exactly: the
 * first begins at 0, each at the end of the one before, the last ends with the file. A tensor's
 * bytes are the product of its shape times the bytes of its {@link ElementType}.
 *
 * <p>The writer puts the wider types first and equal ones in the order of their names. So every
 * tensor is aligned to its own type, and equal contents give equal bytes. The reader takes any
 * order and asks for no alignment within the data.
 *
 * <p>The format is described at <a
 * href="https://github.com/huggingface/safetensors">huggingface/safetensors</a>. The limits below
 * are Freshet's own: they bound what a hostile file can cost.
 */
final class SafetensorsFormat {
    static final String METADATA = "__metadata__";
    static final String DTYPE = "dtype";
    static final String SHAPE = "shape";
    static final String DATA_OFFSETS = "data_offsets";

    /** Bytes of the header's length. */
    static final int LENGTH_BYTES = 8;

    /** The header's length is a multiple of this, so that the data is aligned. */
    static final int ALIGNMENT = 8;

    static final int MAX_HEADER_BYTES = 64 << 20;
    static final long MAX_FILE_BYTES = 16L << 30;
    static final int MAX_TENSORS = 10_000;
    static final int MAX_METADATA_KEYS = 1_000;
    static final int MAX_TEXT_CHARACTERS = 4 << 20;
    static final int MAX_NAME_CHARACTERS = 256;
    static final int MAX_RANK = 8;

    /** Most values of a tensor: the longest array that a Java virtual machine gives. */
    static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

    private SafetensorsFormat() {}
}
