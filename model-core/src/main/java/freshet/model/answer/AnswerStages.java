package freshet.model.answer;

/** Is told how far the answering of a batch has come, on the thread that answers. */
public interface AnswerStages {
    /** Takes no notice. */
    AnswerStages UNWATCHED = new AnswerStages() {
        @Override
        public void folded() {
            // nobody wants to know
        }

        @Override
        public void ranked() {
            // nobody wants to know
        }
    };

    /** Every session of the batch is folded; not called for a model that keeps no state. */
    void folded();

    /** The items are ranked for every session of the batch. */
    void ranked();
}
