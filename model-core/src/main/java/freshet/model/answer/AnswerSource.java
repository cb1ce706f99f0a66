package freshet.model.answer;

/** Where the items of an answer come from. */
public enum AnswerSource {
    /** The model, which knows at least one item of the session. */
    MODEL,
    /** The most popular items: the model knows no item of the session. */
    POPULAR
}
