package freshet.model.kind.baseline;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.ModelKind;

/**
 * The session's own items, then the most popular ones. A bundle needs no tensor beside the items'
 * support.
 */
public final class SessionPopularityKind implements ModelKind {

    @Override
    public String name() {
        return "session-popularity";
    }

    @Override
    public NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        return new SessionPopularityModel(bundle.vocabulary(), bundle.support());
    }
}
