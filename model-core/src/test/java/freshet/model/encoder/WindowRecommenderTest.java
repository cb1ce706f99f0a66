package freshet.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.BatchRecommender;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.Vocabulary;
import freshet.model.scoring.ItemHead;
import freshet.model.scoring.exact.Nd4jKernel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowRecommenderTest {

    /**
     * Query = mean of the one-hot items of the window, so that the head scores an item by its share
     * of the session.
     */
    private static final class MeanPooling implements WindowEncoder {
        private final List<String> calls = new ArrayList<>();

        @Override
        public int queryWidth() {
            return 3;
        }

        @Override
        public Reader newReader(int maxBatch) {
            calls.add("reader of " + maxBatch);
            return new Reader() {
                @Override
                public void encode(SessionBatch batch, float[] queries) {
                    for (int session = 0; session < batch.size(); session++) {
                        for (int i = 0; i < batch.length(session); i++) {
                            queries[session * 3 + batch.item(session, i)] += 1f / batch.length(session);
                        }
                    }
                }

                @Override
                public void close() {
                    calls.add("closed");
                }
            };
        }
    }

    @Test
    void aWindowEncoderReadsTheWholeSessionAndKeepsNoState() {
        ItemHead head = new ItemHead(3, 3, new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, new float[3]);
        MeanPooling encoder = new MeanPooling();
        EncoderModel model =
                new EncoderModel(new Vocabulary(List.of("a", "b", "c")), encoder, head, new Nd4jKernel(head));
        assertThat(model.stateWidth()).isZero();
        SessionBatch batch = new SessionBatch(1, 5, model.stateWidth());
        batch.add();
        for (int row : new int[] {2, 1, 2}) {
            batch.append(0, row);
        }
        RankedItems ranked = new RankedItems(1, 3);
        try (model;
                BatchRecommender recommender = model.newRecommender(1, 3)) {
            recommender.recommend(batch, ranked);
        }
        assertThat(List.of(ranked.row(0, 0), ranked.row(0, 1), ranked.row(0, 2)))
                .containsExactly(2, 1, 0);
        assertThat(encoder.calls).containsExactly("reader of 1", "closed");
    }
}
