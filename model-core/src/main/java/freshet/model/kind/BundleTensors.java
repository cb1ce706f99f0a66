package freshet.model.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import java.util.Arrays;
import java.util.List;

/** Takes settings and tensors out of a bundle, each checked against what the model needs. */
public final class BundleTensors {
    private static final int MAX_WIDTH = 1 << 16;

    private final ModelBundle bundle;

    public BundleTensors(ModelBundle bundle) {
        this.bundle = bundle;
    }

    /** The configuration as it is. */
    ObjectNode configuration() {
        return bundle.configuration();
    }

    /** A setting of the configuration that this version serves with some values only. */
    public String choice(String setting, String... served) {
        JsonNode node = bundle.configuration().path(setting);
        String found = node.asText("");
        if (!List.of(served).contains(found)) {
            throw new BundleException(
                    "configuration \"" + setting + "\" is " + (node.isMissingNode() ? "missing" : '"' + found + '"')
                            + "; this version serves \"" + String.join("\", \"", served) + "\"");
        }
        return found;
    }

    /** A width of the configuration, from 1 to 65,536. */
    public int setting(String name) {
        return width(name, bundle.configuration().path(name));
    }

    /** A list of widths of the configuration, at least one. */
    public int[] settings(String name) {
        JsonNode list = bundle.configuration().path(name);
        if (!list.isArray() || list.isEmpty()) {
            throw new BundleException("configuration \"" + name + "\" is " + (list.isMissingNode() ? "missing" : list)
                    + "; it must be a list of widths");
        }
        int[] widths = new int[list.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = width(name, list.get(i));
        }
        return widths;
    }

    /** A share of the configuration, from 0 to under 1. */
    public float share(String name) {
        JsonNode node = bundle.configuration().path(name);
        if (!node.isNumber() || !(node.doubleValue() >= 0 && node.floatValue() < 1)) {
            throw new BundleException(
                    "configuration \"" + name + "\" " + found(node) + "; a share is from 0 to under 1");
        }
        return node.floatValue();
    }

    private static int width(String name, JsonNode node) {
        if (!node.canConvertToExactIntegral() // 100.0 too
                || !node.canConvertToInt()
                || node.intValue() < 1
                || node.intValue() > MAX_WIDTH) {
            throw new BundleException("configuration \"" + name + "\" " + found(node)
                    + "; a width is a whole number from 1 to " + MAX_WIDTH);
        }
        return node.intValue();
    }

    private static String found(JsonNode node) {
        return node.isMissingNode() ? "is missing" : "has " + node;
    }

    public float[] floats(String name, int... shape) {
        return as(name, Tensor.Floats.class, shape).values();
    }

    public long[] longs(String name, int... shape) {
        return as(name, Tensor.Longs.class, shape).values();
    }

    /** How often something was seen: at least once each. */
    public long[] counts(String name, int length) {
        long[] counts = longs(name, length);
        for (long count : counts) {
            if (count < 1) {
                throw new BundleException("tensor \"" + name + "\" has " + count + "; a count is at least 1");
            }
        }
        return counts;
    }

    /**
     * Weights, all above zero.
     *
     * @throws BundleException also if one is not
     */
    public float[] positive(String name, int length) {
        float[] weights = floats(name, length);
        for (float weight : weights) {
            if (!(weight > 0)) {
                throw new BundleException("tensor \"" + name + "\" has " + weight + "; a weight is above 0");
            }
        }
        return weights;
    }

    public int[] ints(String name) {
        return as(name, Tensor.Ints.class, find(name).shape()).values();
    }

    /** Offsets (rows + 1) that never fall and run from 0 to {@code end}. */
    public long[] offsets(String name, int rows, int end) {
        long[] offsets = longs(name, rows + 1);
        for (int i = 0; i < rows; i++) {
            if (offsets[i] > offsets[i + 1]) {
                throw new BundleException(
                        "tensor \"" + name + "\" falls from " + offsets[i] + " to " + offsets[i + 1] + " at row " + i);
            }
        }
        if (offsets[0] != 0 || offsets[rows] != end) {
            throw new BundleException("tensor \"" + name + "\" runs from " + offsets[0] + " to " + offsets[rows]
                    + ", not from 0 to " + end);
        }
        return offsets;
    }

    /** How many lists the offsets of this name part, at least one. */
    public int rows(String offsets) {
        int[] shape = find(offsets).shape();
        if (shape.length != 1 || shape[0] < 2) {
            throw new BundleException("tensor \"" + offsets + "\" has the shape " + Arrays.toString(shape)
                    + "; offsets are two or more numbers");
        }
        return shape[0] - 1;
    }

    /**
     * Lists in compressed rows.
     *
     * @param rows how many lists there must be
     * @param bound over every index in a list
     * @throws BundleException also if a list does not rise or an index is out of its bound
     */
    public SparseRows lists(String offsets, String indices, int rows, int bound) {
        int[] values = ints(indices);
        long[] starts = offsets(offsets, rows, values.length);
        for (int row = 0; row < rows; row++) {
            int before = -1;
            for (int i = (int) starts[row]; i < starts[row + 1]; i++) {
                if (values[i] <= before || values[i] >= bound) {
                    throw new BundleException("tensor \"" + indices + "\" has " + values[i] + " after " + before
                            + " in list " + row + "; a list rises and stays under " + bound);
                }
                before = values[i];
            }
        }
        return new SparseRows(starts, values);
    }

    /** Checks that all values are rows of the vocabulary. */
    public int[] rows(String name, int[] values, int items) {
        for (int value : values) {
            if (value < 0 || value >= items) {
                throw new BundleException(
                        "tensor \"" + name + "\" names row " + value + " of a vocabulary of " + items + " items");
            }
        }
        return values;
    }

    private <T extends Tensor> T as(String name, Class<T> type, int[] shape) {
        Tensor tensor = find(name);
        if (!type.isInstance(tensor) || !Arrays.equals(tensor.shape(), shape)) {
            throw new BundleException("tensor \"" + name + "\" is "
                    + tensor.getClass().getSimpleName() + " " + Arrays.toString(tensor.shape()) + ", not "
                    + type.getSimpleName() + " " + Arrays.toString(shape));
        }
        return type.cast(tensor);
    }

    private Tensor find(String name) {
        Tensor tensor = bundle.weights().get(name);
        if (tensor == null) {
            throw new BundleException("tensor \"" + name + "\" is missing; the bundle has "
                    + bundle.weights().keySet());
        }
        return tensor;
    }
}
