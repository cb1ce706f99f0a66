package freshet.trainer.neural;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.bundle.ModelBundle;
import freshet.model.data.Session;
import freshet.model.kind.OwnItemJson;
import freshet.model.load.ModelLoader;
import freshet.model.scoring.OwnItemBias;
import freshet.trainer.Logs;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.Validation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of training never go back to an item, those of validation do nothing else. */
class OwnItemTrainingTest {
    private static final TrainingData CYCLE = Logs.cycle(40, 60);
    private static final List<Session> BACK_AND_FORTH = Logs.sessions(IntStream.range(0, 40)
            .mapToObj(i -> String.join(
                    " ",
                    "item" + i,
                    "item" + (i + 7) % 40,
                    "item" + i,
                    "item" + (i + 7) % 40,
                    "item" + i,
                    "item" + (i + 7) % 40,
                    "item" + i))
            .toArray(String[]::new));

    @ParameterizedTest
    @ValueSource(strings = {"gru4rec", "narm"})
    void theItemBeforeTheNewestIsLearnedFromValidation(String model) {
        ModelBundle plain = train(model, "none", TrainingPlan.of(CYCLE).validatedOn(BACK_AND_FORTH));
        ModelBundle fitted = train(model, "fitted", TrainingPlan.of(CYCLE).validatedOn(BACK_AND_FORTH));

        OwnItemBias bias = OwnItemJson.of(fitted.configuration());
        assertThat(bias.once()[1]).isGreaterThan(bias.once()[0]).isGreaterThan(1);
        assertThat(bias.repeated()[1]).isGreaterThan(1);
        assertThat(OwnItemJson.of(plain.configuration()).isEmpty()).isTrue();
        assertThat(fitted.metrics().get(Validation.MRR))
                .isEqualTo(new Validation(BACK_AND_FORTH).measure(fitted).mrr())
                .isGreaterThan(plain.metrics().get(Validation.MRR) + 0.3);
        ModelLoader.load(fitted, 1).close(); // passes its self-test, which the trainer's own pass made
    }

    @Test
    void itIsFittedUnlessASettingSaysNone() {
        TrainingPlan plan = TrainingPlan.of(CYCLE).validatedOn(BACK_AND_FORTH);

        ModelBundle unset = train("gru4rec", Map.of(), plan);

        assertThat(unset.configuration())
                .isEqualTo(train("gru4rec", "fitted", plan).configuration());
    }

    @Test
    void aTrainingThatGoesOnWithoutValidationKeepsIt() {
        ModelBundle older = train("gru4rec", "fitted", TrainingPlan.of(CYCLE).validatedOn(BACK_AND_FORTH));

        ModelBundle next = train("gru4rec", "fitted", TrainingPlan.of(CYCLE).startingFrom(older));

        assertThat(next.configuration()).isEqualTo(older.configuration());
        assertThat(next.configuration().has("own_items")).isTrue();
        ModelLoader.load(next, 1).close();
    }

    @Test
    void sessionsTooFewToTellLeaveTheModelAsItIs() {
        TrainingPlan few = TrainingPlan.of(CYCLE).validatedOn(BACK_AND_FORTH.subList(0, 10));

        assertThat(train("gru4rec", "fitted", few).configuration().has("own_items"))
                .isFalse();
    }

    @Test
    void whatMakesTheRankingNoBetterIsNotKept() {
        List<Session> onwards = Logs.sessions(IntStream.range(0, 60)
                .mapToObj(i -> String.join(
                        " ",
                        "item" + i % 40,
                        "item" + (i + 1) % 40,
                        "item" + (i + 2) % 40,
                        "item" + (i + 3) % 40,
                        "item" + (i + 4) % 40))
                .toArray(String[]::new));
        TrainingPlan plan = TrainingPlan.of(CYCLE).validatedOn(onwards);
        ModelBundle plain = train("gru4rec", "none", plan);
        ModelBundle trained = train("gru4rec", "fitted", plan);

        double gain = trained.metrics().get(Validation.MRR) - plain.metrics().get(Validation.MRR);
        assertThat(gain).isNotNegative();
        assertThat(trained.configuration().has("own_items")).isEqualTo(gain > 0);
    }

    private static ModelBundle train(String model, String ownItems, TrainingPlan plan) {
        return train(model, Map.of("own_items", ownItems), plan);
    }

    private static ModelBundle train(String model, Map<String, String> own, TrainingPlan plan) {
        Map<String, String> settings = new TreeMap<>(own);
        for (String setting : "epochs=12 batch_size=8 n_sample=32 dropout_embedding=0 dropout_hidden=0".split(" ")) {
            settings.put(setting.split("=")[0], setting.split("=")[1]);
        }
        settings.put(model.equals("narm") ? "width" : "layers", "16");
        return Trainers.named(model, settings).train(plan, TrainingListener.SILENT);
    }
}
