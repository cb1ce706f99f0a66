package freshet.model.kind.baseline;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.ModelKind;

/** The most popular items. A bundle needs no tensor beside the items' support. */
public final class PopularityKind implements ModelKind {

    @Override
    public String name() {
        return "popularity";
    }

    @Override
    public NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        return new PopularityModel(bundle.vocabulary(), bundle.support());
    }
}
