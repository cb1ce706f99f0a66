package freshet.model.kind.mix;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleOutline;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.MemoryNeed;
import freshet.model.kind.ModelKind;
import freshet.model.kind.RelatedItems;
import freshet.model.kind.mix.MixPlan.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A mix of models of other kinds, see {@link MixModel}. In a bundle:
 *
 * <ul>
 *   <li>configuration {@code lengths}: where each class of session lengths starts, from 1;
 *       {@code parts}: of each model {@code kind}, {@code configuration}, {@code sharpness} and its
 *       {@code weights} by class
 *   <li>the tensors of model n under {@code n.}, for example {@code 0.item.embedding}
 *   <li>{@code n.mix.rows} (items of model n): the row here of each of its items;
 *       {@code n.mix.support} (items of model n): its support
 * </ul>
 *
 * <p>A mix scores all items also where the job prunes.
 */
public final class MixKind implements ModelKind {
    /** Most models of a mix. */
    public static final int MOST_PARTS = 16;

    private static final String NAME = "mix";

    private final Function<String, ModelKind> kinds;

    /** @param kinds gives any kind by its name */
    public MixKind(Function<String, ModelKind> kinds) {
        this.kinds = kinds;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        MixPlan plan = MixPlan.of(bundle.configuration());
        List<MixedModel> models = new ArrayList<>();
        try {
            for (Part part : plan.parts()) {
                models.add(model(bundle, part, arithmetic.exact()));
            }
        } catch (RuntimeException e) {
            models.forEach(model -> model.model().close());
            throw e;
        }
        return new MixModel(
                bundle.vocabulary(), plan, models, arithmetic.usesVectorApi() ? new VectorShares() : new PlainShares());
    }

    private MixedModel model(ModelBundle bundle, Part part, Arithmetic arithmetic) {
        PartRows rows = PartRows.of(bundle, part);
        return named(
                part,
                () -> new MixedModel(part, kind(part).build(PartBundle.of(bundle, part, rows), arithmetic), rows));
    }

    private ModelKind kind(Part part) {
        if (part.kind().equals(NAME)) {
            throw new BundleException("it is itself a mix; mix the models that it is made of");
        }
        return kinds.apply(part.kind());
    }

    private static <T> T named(Part part, Supplier<T> step) {
        try {
            return step.get();
        } catch (BundleException e) {
            throw new BundleException(part.title() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public MemoryNeed memoryNeed(BundleOutline bundle, Arithmetic arithmetic) {
        MemoryNeed need = MemoryNeed.ofEveryModel(bundle).withHeap(MixRecommender.scratchBytes(bundle.items()));
        for (Part part : MixPlan.of(bundle.configuration()).parts()) {
            BundleOutline outline = bundle.within(part.prefix(), part.kind(), part.configuration());
            need = need.with(named(part, () -> kind(part).memoryNeed(outline, arithmetic.exact())), outline)
                    .withHeap(MixPart.scratchBytes(bundle.items()));
        }
        return need;
    }

    /** What the first model relates that relates any items. */
    @Override
    public Optional<RelatedItems> related(ModelBundle bundle) {
        for (Part part : MixPlan.of(bundle.configuration()).parts()) {
            PartRows rows = PartRows.of(bundle, part);
            Optional<RelatedItems> related = named(part, () -> kind(part).related(PartBundle.of(bundle, part, rows)));
            if (related.isPresent()) {
                return Optional.of(new RelatedInPart(related.get(), rows));
            }
        }
        return Optional.empty();
    }
}
