package freshet.model.bundle;

import freshet.model.text.Quote;
import java.util.Arrays;

/** The types of tensor values that a bundle uses; the names are those of safetensors. */
enum ElementType {
    F32(Float.BYTES),
    I32(Integer.BYTES),
    I64(Long.BYTES),
    U8(Byte.BYTES);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes per value. */
    int bytes() {
        return bytes;
    }

    static ElementType of(Tensor tensor) {
        if (tensor instanceof Tensor.Floats) {
            return F32;
        } else if (tensor instanceof Tensor.Ints) {
            return I32;
        } else if (tensor instanceof Tensor.Longs) {
            return I64;
        }
        return U8;
    }

    /** @throws BundleException if no type has this name */
    static ElementType named(String dtype) {
        return Arrays.stream(values())
                .filter(type -> type.name().equals(dtype))
                .findFirst()
                .orElseThrow(() -> new BundleException("dtype is " + Quote.of(dtype) + "; it must be one of "
                        + Arrays.toString(values()) + ": convert the tensor"));
    }
}
