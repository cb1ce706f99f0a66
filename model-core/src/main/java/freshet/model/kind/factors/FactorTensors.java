package freshet.model.kind.factors;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleOutline;
import freshet.model.bundle.ModelBundle;
import freshet.model.encoder.BagEncoder;
import freshet.model.encoder.EncoderModel;
import freshet.model.kind.BundleTensors;
import freshet.model.kind.ItemTensors;
import freshet.model.kind.Magnitudes;
import freshet.model.kind.MemoryNeed;
import freshet.model.scoring.ItemHead;

/**
 * The bundle of every kind of this package:
 *
 * <ul>
 *   <li>configuration {@code width}: h; {@code decay}: see {@link BagEncoder}
 *   <li>{@code item.input} (items, h): the vectors that a session is made of
 *   <li>{@code item.embedding} (items, h), {@code item.bias} (items): the item head
 * </ul>
 */
final class FactorTensors {
    private static final String INPUT = "item.input";
    private static final double LONGEST_SESSION = 1 << 16; // no job retains that many events

    private FactorTensors() {}

    static NextItemModel build(ModelBundle bundle, Arithmetic arithmetic, BagEncoder.Scale scale) {
        BundleTensors tensors = new BundleTensors(bundle);
        int items = bundle.vocabulary().size();
        int width = tensors.setting("width");
        float[] input = tensors.floats(INPUT, items, width);
        double most = scale == BagEncoder.Scale.MEAN ? 1 : Math.sqrt(LONGEST_SESSION);
        double largest = Magnitudes.largest(input);
        Magnitudes.require("the rows of \"" + INPUT + "\" in a session", LONGEST_SESSION * largest);
        ItemHead head = ItemTensors.head(tensors, items, width, most * largest);
        return new EncoderModel(
                bundle.vocabulary(),
                new BagEncoder(input, width, tensors.share("decay"), scale),
                head,
                arithmetic.scoring(head));
    }

    static MemoryNeed memoryNeed(BundleOutline bundle, Arithmetic arithmetic) {
        return MemoryNeed.ofEveryModel(bundle).withItemHead(ItemTensors.width(bundle), arithmetic);
    }
}
