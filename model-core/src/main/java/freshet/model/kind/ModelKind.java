package freshet.model.kind;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleOutline;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import java.util.Optional;

/**
 * All that depends on the kind of a model: nothing else in this module knows a kind's tensors,
 * layers or settings. A new kind is a class of this, a line in {@link ModelKinds}, and an encoder
 * where it is neural. Immutable; threads share it.
 */
public interface ModelKind {

    /** As a bundle names it. */
    String name();

    /**
     * Builds the model of a bundle of this kind.
     *
     * @param arithmetic what a neural model computes with
     * @throws BundleException if a tensor is missing or has another shape than the configuration
     *     says, or if weights are so large that a sum might overflow (see {@link Magnitudes})
     */
    NextItemModel build(ModelBundle bundle, Arithmetic arithmetic);

    /**
     * What a model of this kind needs, from the bundle's header alone:
     * {@link MemoryNeed#ofEveryModel} plus what this kind builds.
     *
     * @param arithmetic that the model is to be served with
     */
    default MemoryNeed memoryNeed(BundleOutline bundle, Arithmetic arithmetic) {
        return MemoryNeed.ofEveryModel(bundle);
    }

    /**
     * The items that a model of this kind relates to one of its own: those whose vectors in the
     * item head have the greatest cosine, if the kind does not say otherwise. Empty if the model
     * relates no items.
     *
     * @param bundle that {@link #build} takes
     */
    default Optional<RelatedItems> related(ModelBundle bundle) {
        return bundle.weights().get(ItemTensors.EMBEDDING) instanceof Tensor.Floats embedding
                ? Optional.of(new ItemCosines(embedding))
                : Optional.empty();
    }
}
