package freshet.model.kind.mix;

import freshet.model.bundle.BundleException;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.BundleTensors;
import freshet.model.kind.mix.MixPlan.Part;
import java.util.Arrays;

/**
 * Which items of a mix one of its models knows. The arrays are shared: nobody writes to them.
 *
 * @param mixed the row in the mix of each of the model's items (items of the model), distinct
 * @param own the row in the model of each item of the mix, or {@link #UNKNOWN} (items of the mix)
 * @param same whether both have the same rows
 */
record PartRows(int[] mixed, int[] own, boolean same) {
    /** The model does not know the item. */
    static final int UNKNOWN = -1;

    /** @throws BundleException if a row is missing from the mix, or is there twice */
    static PartRows of(ModelBundle bundle, Part part) {
        String name = part.prefix() + "mix.rows";
        int items = bundle.vocabulary().size();
        BundleTensors tensors = new BundleTensors(bundle);
        int[] mixed = tensors.rows(name, tensors.ints(name), items);
        int[] own = new int[items];
        Arrays.fill(own, UNKNOWN);
        boolean same = mixed.length == items;
        for (int row = 0; row < mixed.length; row++) {
            if (own[mixed[row]] != UNKNOWN) {
                throw new BundleException(
                        "tensor \"" + name + "\" names row " + mixed[row] + " twice; mix the models again");
            }
            own[mixed[row]] = row;
            same &= mixed[row] == row;
        }
        return new PartRows(mixed, own, same);
    }

    /** Items that the model knows. */
    int size() {
        return mixed.length;
    }

    int own(int row) {
        return own[row];
    }

    int mixed(int row) {
        return mixed[row];
    }
}
