package freshet.trainer.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.data.Session;
import freshet.model.load.ModelLoader;
import freshet.trainer.Logs;
import freshet.trainer.ModelTrainer;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingHistory;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.Validation;
import freshet.trainer.linear.MeasuredKernel;
import freshet.trainer.linear.ProductKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MixTrainerTest {
    private static final TrainingData DATA = Logs.unevenCycle(20, 120);
    private static final List<Session> LATER = Logs.sessions("item1 item2 item3", "item7 item8", "item4 item5 item6");

    @Test
    void theSameSettingsGiveTheSameBundle() {
        ModelBundle first = counted().train(DATA, TrainingListener.SILENT);
        ModelBundle second = counted().train(DATA, TrainingListener.SILENT);

        assertThat(first.configuration()).isEqualTo(second.configuration());
        assertThat(first.selfTest()).isEqualTo(second.selfTest());
        assertThat(first.provenance()).isEqualTo(second.provenance());
    }

    @Test
    void modelsLearnFromAllSessionsInTheEnd() {
        ModelBundle mix = counted().train(DATA, TrainingListener.SILENT);
        ModelBundle alone = Trainers.named("markov", Map.of()).train(DATA, TrainingListener.SILENT);

        assertThat(mix.vocabulary().items()).isEqualTo(alone.vocabulary().items());
        assertThat(mix.support()).isEqualTo(alone.support());
        alone.weights().forEach((name, tensor) -> assertThat(mix.weights().get("0." + name))
                .usingRecursiveComparison()
                .isEqualTo(tensor));
        assertThat(mix.provenance().path("parts").path(0)).isEqualTo(alone.provenance());
        assertThat(mix.provenance().path("fitted").path("predictions").asInt()).isPositive();
    }

    @Test
    void aNeuralModelLearnsTheHeldOutSessionsInTheEnd() {
        ModelBundle mix = Trainers.named(
                        "mix",
                        Map.of(
                                "parts", "gru4rec,markov",
                                "gru4rec.layers", "4",
                                "gru4rec.epochs", "2",
                                "gru4rec.n_sample", "4"))
                .train(DATA, TrainingListener.SILENT);

        JsonNode part = mix.provenance().path("parts").path(0);
        long earlier = part.at("/data/events").asLong();
        assertThat(earlier).isPositive().isLessThan(DATA.items().size());
        assertThat(part.at("/held_out/events").asLong()).isEqualTo(DATA.items().size() - earlier);
        assertThat(mix.support()).isEqualTo(DATA.support());
        assertThat(mix.metrics()).containsKeys(Validation.RECALL, Validation.MRR);
    }

    @Test
    void theKernelIsThatOfItsNeuralModel() {
        ModelTrainer neural = Trainers.named("mix", Map.of("parts", "markov,gru4rec", "gru4rec.kernel", "openblas"));

        assertThat(neural.kernel(DATA)).map(MeasuredKernel::kernel).hasValue(ProductKernel.OPENBLAS);
        assertThat(counted().kernel(DATA)).isEmpty();
    }

    @Test
    void probabilitiesAreFittedToTheHeldOutSessions() {
        ModelBundle mix = counted().train(Logs.unevenCycle(20, 1000), TrainingListener.SILENT);

        assertThat(mix.calibration()).isPresent();
        ModelLoader.load(mix, 1).close();
    }

    @Test
    void withValidationTheWeightsAreFittedToItAndMeasured() {
        TrainingHistory history = new TrainingHistory();
        ModelBundle mix = counted().train(TrainingPlan.of(DATA).validatedOn(LATER), history);

        assertThat(mix.provenance().path("fitted").path("predictions").asInt()).isEqualTo(5);
        assertThat(mix.metrics()).containsKeys(Validation.RECALL, Validation.MRR);
        assertThat(history.epochs()).hasSize(1).allMatch(epoch -> epoch.validated()
                .isPresent());
    }

    @Test
    void progressRisesToTheEndOnce() {
        List<Long> heard = new ArrayList<>();
        counted().train(DATA, new TrainingListener() {
            @Override
            public void progress(long eventsDone, long events, double loss) {
                assertThat(events).isEqualTo(DATA.predictions());
                heard.add(eventsDone);
            }
        });

        assertThat(heard).isSorted().endsWith((long) DATA.predictions());
    }

    @Test
    void aNeuralModelMayBeMixedWithItselfFromAnotherSeed() {
        ModelBundle mix = Trainers.named(
                        "mix",
                        Map.of(
                                "parts", "gru4rec,gru4rec",
                                "gru4rec.layers", "4",
                                "gru4rec.epochs", "1",
                                "gru4rec.n_sample", "4"))
                .train(DATA, TrainingListener.SILENT);

        assertThat(mix.provenance().path("parts").findValuesAsText("seed")).containsExactly("42", "43");
        assertThat(mix.provenance().path("settings").has("gru4rec.layers")).isTrue();
        assertThat(mix.provenance().path("settings").has("stamp.width")).isFalse();
    }

    @Test
    void modelsOfOtherLogsAreMixedOverAllTheirItems() {
        ModelBundle one = Trainers.named("markov", Map.of()).train(Logs.data("a b c", "b c"), TrainingListener.SILENT);
        ModelBundle other =
                Trainers.named("markov", Map.of()).train(Logs.data("c d", "c d", "d a"), TrainingListener.SILENT);
        MixWeights weights = MixFit.of(List.of(one, other), Logs.sessions("b c d"));

        ModelBundle mix =
                Mixing.bundle(List.of(one, other), weights, one.provenance(), Logs.data("unknown b c", "x y z"));

        assertThat(mix.vocabulary().items()).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(mix.selfTest()).extracting(SelfTestCase::items).containsExactly(List.of("b"));
        ModelLoader.load(mix, 1).close();
    }

    @Test
    void settingsThatDoNotGoTogetherAreRefused() {
        assertRefused("parts is markov; a mix has 2 to 16 models", Map.of("parts", "markov"));
        assertRefused("parts is markov,", Map.of("parts", "markov" + ",markov".repeat(16)));
        assertRefused("parts is \"markov,mix\"; it must be one or several of gru4rec, ", Map.of("parts", "markov,mix"));
        assertRefused(
                "stamp.width is set to 50, but stamp is not mixed; parts are gru4rec,vmis-knn",
                Map.of("stamp.width", "50"));
        assertRefused("model mix has no setting \"gru4rec.seed\"", Map.of("gru4rec.seed", "1"));
    }

    @Test
    void whatAMixCannotDoIsSaidInWords() {
        TrainingPlan plan = TrainingPlan.of(DATA);
        ModelBundle older = Trainers.named("markov", Map.of()).train(DATA, TrainingListener.SILENT);

        assertThatThrownBy(() -> counted().train(plan.startingFrom(older), TrainingListener.SILENT))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("a mix starts from no older one");
        assertThatThrownBy(() -> counted().train(Logs.data("a b"), TrainingListener.SILENT))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("there is nothing to fit the weights of the mix to: ");
    }

    private static void assertRefused(String message, Map<String, String> settings) {
        assertThatThrownBy(() -> Trainers.named("mix", settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    private static ModelTrainer counted() {
        return Trainers.named("mix", Map.of("parts", "markov,popularity"));
    }
}
