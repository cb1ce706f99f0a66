package freshet.model.answer;

import freshet.model.RankedItems;
import freshet.model.load.ServedModel;

/** Takes the answers of a batch, one call per session. */
@FunctionalInterface
public interface AnswerSink {

    /**
     * @param by the model that answers, of whose vocabulary the ranked rows are
     * @param session index of the session in the batch that was asked
     * @param source where the items come from
     * @param ranked holds the answer in row {@code slot}; valid during the call only
     */
    void answer(ServedModel by, int session, AnswerSource source, RankedItems ranked, int slot);

    /** Where the items of an answer come from. */
    enum AnswerSource {
        /** The model, which knows at least one item of the session. */
        MODEL,
        /** The most popular items: the model knows no item of the session. */
        POPULAR
    }
}
