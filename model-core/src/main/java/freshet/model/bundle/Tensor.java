package freshet.model.bundle;

import java.util.Arrays;

/**
 * A dense row-major tensor of a bundle. The values are shared, not copied: nobody writes to them.
 */
public sealed interface Tensor {

    /** Extent per dimension. */
    int[] shape();

    /** 32-bit floats, safetensors type {@code F32}. */
    record Floats(int[] shape, float[] values) implements Tensor {
        public Floats {
            requireFit(shape, values.length);
        }
    }

    /** 32-bit integers, safetensors type {@code I32}. */
    record Ints(int[] shape, int[] values) implements Tensor {
        public Ints {
            requireFit(shape, values.length);
        }
    }

    /** 64-bit integers, safetensors type {@code I64}. */
    record Longs(int[] shape, long[] values) implements Tensor {
        public Longs {
            requireFit(shape, values.length);
        }
    }

    /** Bytes, safetensors type {@code U8}. */
    record Bytes(int[] shape, byte[] values) implements Tensor {
        public Bytes {
            requireFit(shape, values.length);
        }
    }

    /** A matrix (rows, columns) or, with one extent, a vector. */
    static Floats floats(float[] values, int... shape) {
        return new Floats(shape, values);
    }

    private static void requireFit(int[] shape, int length) {
        long expected = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
        if (expected != length) {
            throw new IllegalArgumentException(
                    "tensor of shape " + Arrays.toString(shape) + " has " + length + " values, not " + expected);
        }
    }
}
