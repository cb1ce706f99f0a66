package freshet.trainer.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.trainer.Trainers;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SearchSpaceTest {

    static List<String> searched() {
        return Trainers.names().stream()
                .filter(model -> Trainers.search(model).isPresent())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("searched")
    void defaultSpaceDrawsSettingsThatTheTrainerTakes(String model) {
        SearchSpace space = Trainers.search(model).orElseThrow();

        List<SortedMap<String, String>> draws = space.draws(1, 30);

        assertThat(draws).hasSize(30).doesNotHaveDuplicates().allSatisfy(drawn -> {
            assertThat(drawn.keySet()).isEqualTo(space.ranges().keySet());
            Trainers.named(model, drawn);
        });
        assertThat(SearchSpace.of(model, Trainers.settings(model), space.texts()))
                .isEqualTo(space);
    }

    @Test
    void defaultSpaceIsWrittenAsItIsRead() {
        SearchSpace space = Trainers.search("gru4rec").orElseThrow();

        assertThat(space.draws(1, 200)).hasSize(200).doesNotHaveDuplicates();
        assertThat(space.texts()).containsEntry("learning_rate", "0.03..0.3:log");
        assertThat(space(space.texts())).isEqualTo(space);
    }

    @Test
    void sameSeedGivesTheSameTrialsAndMoreTrialsOnlyAddSome() {
        SearchSpace space = Trainers.search("gru4rec").orElseThrow();

        assertThat(space.draws(7, 20)).startsWith(space.draws(7, 5).toArray(SortedMap[]::new));
        assertThat(space.draws(8, 5)).isNotEqualTo(space.draws(7, 5));
    }

    @Test
    void everyPointOfASmallSpaceIsDrawnOnceAndOneMoreIsRefused() {
        SearchSpace space = space(Map.of("layers", "16/32,32", "batch_size", "1..3"));

        assertThat(space.draws(3, 6)).doesNotHaveDuplicates();
        assertThatThrownBy(() -> space.draws(3, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are hardly more than 6 different settings to search, too few for 7 trials;"
                        + " ask for fewer or widen a range");
    }

    @Test
    void modelWithoutSettingsHasNothingToSearch() {
        assertThat(Trainers.search("markov")).isEmpty();
        assertThatThrownBy(() -> space(Map.of())).hasMessageContaining("no setting to search");
    }

    @Test
    void unknownSettingIsRefusedWithTheSettingsThereAre() {
        assertThatThrownBy(() -> space(Map.of("dropout", "0..1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cannot search \"dropout\": model gru4rec has no such setting; it has layers")
                .hasMessageContaining("dropout_embedding, dropout_hidden");
    }

    @ParameterizedTest
    @CsvSource({
        "dropout_hidden, 0..1, 'dropout_hidden is \"1\"; it must be a number from 0.0 to 0.99'",
        "learning_rate, 0..0.1:log, 'learning_rate is \"0\"; it must be a number from 1.0E-6 to 10.0'",
        "momentum, 0..0.5:log, '0 has no logarithm; start a log range above 0, or leave out :log'",
        "momentum, 0.5..0.1, '0.5 is not under 0.1; write the smaller end first, or one value alone with --set'",
        "momentum, 0..0.5:0.6, 'the step is 0.6; it must be over 0 and at most 0.5'",
        "momentum, 0..0.5:-0.1, 'the step is -0.1; it must be over 0 and at most 0.5'",
        "momentum, 0..0.5:often, '\"often\" is no number; write MIN..MAX, MIN..MAX:log or MIN..MAX:STEP'",
        "batch_size, 32..64:0.5, 'batch_size is \"32.5\"; it must be a whole number from 1 to 4096'",
        "batch_size, 1.5..3, 'batch_size is \"1.5\"; it must be a whole number from 1 to 4096'",
        "layers, '100,100..200', '\"100,100\" is no number; write MIN..MAX, MIN..MAX:log or MIN..MAX:STEP'",
        "loss, cross-entropy/top1, 'loss is \"top1\"; it must be one of cross-entropy, bpr-max, bce'",
        "loss, 0..1, 'loss is \"0\"; it must be one of cross-entropy, bpr-max, bce'",
        "loss, '', 'loss is \"\"; it must be one of cross-entropy, bpr-max, bce'",
    })
    void rangeThatTheSettingDoesNotTakeIsRefused(String setting, String range, String why) {
        assertThatThrownBy(() -> space(Map.of(setting, range)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot search " + setting + "=" + range + ": " + why);
    }

    @ParameterizedTest
    @CsvSource({
        "objective, recall/mrr, it says how trials are judged",
        "objective, mrr, give all of them one with --objective",
        "seed, 1..3, the best of several would be the luckiest",
        "threads, 1/2, it changes how sums are rounded and nothing else",
        "warm_memory, 0..1, no trial starts from an older model",
    })
    void aSettingByWhichTrialsCouldNotBeComparedIsRefused(String setting, String range, String why) {
        assertThatThrownBy(() -> space(Map.of("learning_rate", "0.1..0.2", setting, range)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cannot search " + setting + "=" + range + ": ")
                .hasMessageContaining(why);
    }

    /** A trial counts with its best epoch: more of them are no other measure. */
    @Test
    void howLongATrialMayGoOnMayBeSearched() {
        assertThat(space(Map.of("epochs", "2..4", "patience", "1/3")).draws(1, 6))
                .hasSize(6)
                .allSatisfy(drawn -> Trainers.named("gru4rec", drawn));
    }

    private static SearchSpace space(Map<String, String> texts) {
        return SearchSpace.of("gru4rec", Trainers.settings("gru4rec"), texts);
    }
}
