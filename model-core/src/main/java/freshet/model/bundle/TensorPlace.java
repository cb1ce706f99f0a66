package freshet.model.bundle;

import freshet.model.bundle.FileHeader.TensorHeader;
import freshet.model.text.Quote;
import java.util.Arrays;

/**
 * Where a tensor's values are: a header whose numbers agree with each other.
 *
 * @param name of the tensor
 * @param type of its values
 * @param shape extent per dimension
 * @param elements number of values, the product of the shape
 * @param begin first byte, from the start of the data
 */
record TensorPlace(String name, ElementType type, int[] shape, int elements, long begin) {

    /**
     * @throws BundleException if the header's numbers do not agree; the message names the tensor
     */
    static TensorPlace of(TensorHeader header) {
        try {
            ElementType type = ElementType.named(header.dtype());
            int elements = elements(header.shape());
            long bytes = (long) elements * type.bytes();
            if (header.begin() < 0 || header.end() < header.begin()) {
                throw new BundleException("data_offsets are [" + header.begin() + ", " + header.end()
                        + "]; they must rise from at least 0: write the file again");
            }
            if (header.end() - header.begin() != bytes) {
                throw new BundleException("data_offsets [" + header.begin() + ", " + header.end() + "] span "
                        + (header.end() - header.begin()) + " bytes, but shape "
                        + Arrays.toString(header.shape()) + " of " + type + " takes " + bytes
                        + ": write the file again");
            }
            int[] shape =
                    Arrays.stream(header.shape()).mapToInt(Math::toIntExact).toArray();
            return new TensorPlace(header.name(), type, shape, elements, header.begin());
        } catch (BundleException e) {
            throw new BundleException("tensor " + Quote.of(header.name()) + ": " + e.getMessage(), e);
        }
    }

    /** @throws BundleException if the shape exceeds the limits of the format */
    static TensorPlace of(String name, Tensor tensor, long begin) {
        ElementType type = ElementType.of(tensor);
        long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
        // A product that overflows here never counts: of() refuses such a shape before it looks at
        // the offsets.
        long bytes = Arrays.stream(shape).reduce(type.bytes(), (a, b) -> a * b);
        return of(new TensorHeader(name, type.name(), shape, begin, begin + bytes));
    }

    /** First byte after the tensor. */
    long end() {
        return begin + (long) elements * type.bytes();
    }

    /**
     * The product is checked extent by extent, each of which is an int: it cannot overflow a long.
     */
    private static int elements(long[] shape) {
        if (shape.length > SafetensorsFormat.MAX_RANK) {
            throw tooLarge(shape);
        }
        long product = 1;
        for (long extent : shape) {
            if (extent < 0 || extent > SafetensorsFormat.MAX_ELEMENTS) {
                throw tooLarge(shape);
            }
            product *= extent;
            if (product > SafetensorsFormat.MAX_ELEMENTS) {
                throw tooLarge(shape);
            }
        }
        return (int) product;
    }

    private static BundleException tooLarge(long[] shape) {
        return new BundleException("shape is " + Arrays.toString(shape) + "; it must have at most "
                + SafetensorsFormat.MAX_RANK + " extents, none negative, with a product of at most "
                + SafetensorsFormat.MAX_ELEMENTS + ": split the tensor or write the file again");
    }

    /** Copies a part of a tensor's values between their array and a window of bytes. */
    @FunctionalInterface
    interface Slice {

        /**
         * @param at index of the first value
         * @param count number of values
         */
        void copy(int at, int count);
    }
}
