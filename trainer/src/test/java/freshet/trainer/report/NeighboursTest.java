package freshet.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.bundle.ModelBundle;
import freshet.trainer.Logs;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingListener;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NeighboursTest {

    @Test
    void neighboursOfPopularMedianAndRareItemStandByFallingCosine() {
        ModelBundle bundle = Trainers.named("gru4rec", Map.of("epochs", "1", "layers", "4", "n_sample", "4"))
                .train(Logs.cycle(13, 40), TrainingListener.SILENT);

        Neighbours neighbours = Neighbours.of(bundle).orElseThrow();

        assertThat(neighbours.items())
                .extracting(Neighbours.Item::item)
                .containsExactly(
                        bundle.vocabulary().item(0),
                        bundle.vocabulary().item(6),
                        bundle.vocabulary().item(12));
        assertThat(neighbours.items()).allSatisfy(item -> {
            assertThat(item.neighbours()).hasSize(8);
            assertThat(item.neighbours()).extracting(Neighbours.Neighbour::item).doesNotContain(item.item());
            assertThat(item.neighbours())
                    .extracting(neighbour -> -Double.parseDouble(neighbour.cosine()))
                    .isSorted();
        });
    }

    @Test
    void modelWithoutEmbeddingHasNone() {
        ModelBundle markov = Trainers.named("markov", Map.of()).train(Logs.cycle(5, 9), TrainingListener.SILENT);

        assertThat(Neighbours.of(markov)).isEmpty();
    }

    @Test
    void smallVocabularyGivesFewerItemsAndNeighbours() {
        ModelBundle bundle = Trainers.named("gru4rec", Map.of("epochs", "1", "layers", "4", "n_sample", "4"))
                .train(Logs.data("a b a"), TrainingListener.SILENT);

        assertThat(Neighbours.of(bundle).orElseThrow().items())
                .extracting(item -> item.item() + " " + item.events() + " "
                        + item.neighbours().size())
                .containsExactly("a 2 events 1", "b 1 event 1");
    }
}
