package freshet.trainer.item2vec;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import freshet.trainer.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ContextsTest {
    private static final TrainingData DATA = Logs.data("a b c", "a b", "d a");

    @Test
    void skipGramPairsEachItemWithThoseAround() {
        assertThat(predictions(DATA, 0, Map.of("window", "1"))).containsExactly("a>b", "b>a", "b>c", "c>b");
        assertThat(predictions(DATA, 0, Map.of("window", "0")))
                .containsExactly("a>b", "a>c", "b>a", "b>c", "c>a", "c>b");
        assertThat(predictions(DATA, 2, Map.of())).containsExactly("d>a", "a>d");
    }

    @Test
    void cbowPredictsEachItemFromThoseAround() {
        assertThat(predictions(DATA, 0, Map.of("form", "cbow"))).containsExactly("bc>a", "ac>b", "ab>c");
        assertThat(predictions(DATA, 0, Map.of("form", "cbow", "window", "1"))).containsExactly("b>a", "ac>b", "b>c");
    }

    @Test
    void subsamplingThinsOutFrequentItemsAlone() {
        String[] sessions = new String[400];
        for (int s = 0; s < sessions.length; s++) {
            sessions[s] = s % 4 == 0 ? "a r" + s % 200 : "a a";
        }
        TrainingData data = Logs.data(sessions);
        int frequent = 0;
        int rare = 0;
        Item2Vec settings = settings(Map.of("subsample", "0.01", "window", "0"));
        Contexts contexts = new Contexts(data, settings, new SplittableRandom(4));
        for (int session = 0; session < data.sessions(); session++) {
            contexts.load(session);
            while (contexts.next()) {
                if (data.vocabulary().item(contexts.target()).equals("a")) {
                    frequent++;
                } else {
                    rare++;
                }
            }
        }
        // An event of a (share 7/8) stays with probability 0.107, one of r (1/400) always.
        assertThat(rare).isBetween(3, 25);
        assertThat(frequent).isBetween(3, 40);
    }

    private static Item2Vec settings(Map<String, String> given) {
        return Item2Vec.from(new Settings(Item2Vec.KIND, Item2Vec.ALLOWED, given));
    }

    private static List<String> predictions(TrainingData data, int session, Map<String, String> given) {
        Contexts contexts = new Contexts(data, settings(given), new SplittableRandom(1));
        contexts.load(session);
        List<String> predictions = new ArrayList<>();
        while (contexts.next()) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < contexts.inputCount(); i++) {
                text.append(data.vocabulary().item(contexts.inputs()[i]));
            }
            predictions.add(text + ">" + data.vocabulary().item(contexts.target()));
        }
        return predictions;
    }
}
