package freshet.model.kind.autoencoder;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleOutline;
import freshet.model.bundle.ModelBundle;
import freshet.model.encoder.EncoderModel;
import freshet.model.kind.ItemTensors;
import freshet.model.kind.MemoryNeed;
import freshet.model.kind.ModelKind;
import freshet.model.scoring.ItemHead;
import java.util.List;

/**
 * A denoising autoencoder over a session's bag of items, see {@link BagNetworkEncoder}; its hidden
 * layer is the query. In a bundle:
 *
 * <ul>
 *   <li>configuration {@code width}: h; {@code embedding}: {@code shared} or {@code separate};
 *       {@code window}: most items that are read; {@code decay}: share of its weight that an item
 *       loses with each later one
 *   <li>{@code item.embedding} (items, h), {@code item.bias} (items); {@code item.input} (items, h)
 *       where the embedding is separate
 *   <li>{@code encoder.bias} (h)
 * </ul>
 */
public final class AutoencoderKind implements ModelKind {

    @Override
    public String name() {
        return "autoencoder";
    }

    @Override
    public MemoryNeed memoryNeed(BundleOutline bundle, Arithmetic arithmetic) {
        return MemoryNeed.ofEveryModel(bundle).withItemHead(ItemTensors.width(bundle), arithmetic);
    }

    @Override
    public NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        BagTensors bag = new BagTensors(bundle, arithmetic);
        BagNetworkEncoder encoder = bag.encoder(List.of(), List.of());
        ItemHead head = ItemTensors.head(bag.tensors, bundle.vocabulary().size(), bag.width, BagTensors.LARGEST_HIDDEN);
        return new EncoderModel(bundle.vocabulary(), encoder, head, arithmetic.scoring(head));
    }
}
