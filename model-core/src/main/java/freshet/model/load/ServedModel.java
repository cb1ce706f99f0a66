package freshet.model.load;

import freshet.model.NextItemModel;
import freshet.model.PopularItems;

/**
 * A model ready to answer: checked, with its native memory allocated. Threads share it.
 *
 * @param version the version under which it was announced; the evaluator uses 1
 * @param model ranks the items
 * @param popular the answer where the model knows no item of a session, or ranks none that may be
 *     recommended
 */
public record ServedModel(long version, NextItemModel model, PopularItems popular) implements AutoCloseable {

    /** The same model under another version: it shares the weights, and is closed with this one. */
    public ServedModel as(long other) {
        return other == version ? this : new ServedModel(other, model, popular);
    }

    @Override
    public void close() {
        model.close();
    }
}
