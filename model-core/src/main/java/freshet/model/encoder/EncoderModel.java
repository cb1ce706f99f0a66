package freshet.model.encoder;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.Vocabulary;
import freshet.model.scoring.ItemHead;
import freshet.model.scoring.ScoringKernel;

/** A neural model: a session encoder below, an item head above. Immutable; threads share it. */
public final class EncoderModel implements NextItemModel {
    private final Vocabulary vocabulary;
    private final SessionEncoder encoder;
    private final ItemHead head;
    private final ScoringKernel kernel;

    /** @param kernel scores by the head all items of the vocabulary; this model closes it */
    public EncoderModel(Vocabulary vocabulary, SessionEncoder encoder, ItemHead head, ScoringKernel kernel) {
        this.vocabulary = vocabulary;
        this.encoder = encoder;
        this.head = head;
        this.kernel = kernel;
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public int stateWidth() {
        return encoder instanceof RecurrentEncoder recurrent ? recurrent.stateWidth() : 0;
    }

    @Override
    public boolean isSoftmax() {
        return true;
    }

    @Override
    public BatchRecommender newRecommender(int maxBatch, int k) {
        SessionScorer scorer = SessionScorer.of(head, kernel.newScorer(maxBatch, k), maxBatch, k);
        if (encoder instanceof RecurrentEncoder recurrent) {
            return new RecurrentRecommender(recurrent, scorer, maxBatch);
        }
        return new WindowRecommender((WindowEncoder) encoder, scorer, maxBatch);
    }

    @Override
    public void close() {
        kernel.close();
    }
}
