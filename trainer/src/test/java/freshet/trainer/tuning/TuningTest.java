package freshet.trainer.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.trainer.EpochResult.Accuracy;
import freshet.trainer.Logs;
import freshet.trainer.Objective;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningTest {
    private static final int TRIALS = 12;

    @TempDir
    Path folder;

    @Test
    void everyTrialIsRunAndTheBestIsTheOneWithTheLargestObjective() {
        Search search = Searches.search(1, Stopping.NONE);

        List<Trial> trials = Searches.run(search, TRIALS, folder.resolve("journal"));

        assertThat(trials).extracting(Trial::number).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(trials).extracting(Trial::settings).isEqualTo(search.space().draws(1, TRIALS));
        Trial best = Trial.ranked(trials, Objective.RECALL).get(0);
        double largest = trials.stream()
                .mapToDouble(TuningTest::rate)
                .filter(rate -> rate <= 0.9)
                .max()
                .orElseThrow();
        assertThat(best.value(Objective.RECALL)).isEqualTo(largest);
        assertThat(best.bestEpoch(Objective.RECALL)).isEqualTo(ScriptedTrainer.EPOCHS);
    }

    @Test
    void badTrialsEndAtTheFirstEpochThatShowsIt() {
        List<Trial> trials = Searches.run(Searches.search(1, Stopping.MEDIAN), TRIALS, folder.resolve("journal"));

        assertThat(trials.subList(0, MedianStopping.LEAST))
                .allSatisfy(trial -> assertThat(trial.end()).isNotEqualTo(Trial.End.STOPPED));
        List<Trial> stopped = trials.stream()
                .filter(trial -> trial.end() == Trial.End.STOPPED)
                .toList();
        assertThat(stopped).isNotEmpty().allSatisfy(trial -> assertThat(trial.curve())
                .hasSizeLessThan(ScriptedTrainer.EPOCHS));
        assertThat(Trial.ranked(trials, Objective.RECALL).get(0).end()).isEqualTo(Trial.End.FINISHED);
    }

    @Test
    void aTrainingThatDivergesIsAFailedTrialAndTheSearchGoesOn() {
        List<Trial> trials = Searches.run(Searches.search(1, Stopping.NONE), TRIALS, folder.resolve("journal"));

        List<Trial> failed =
                trials.stream().filter(trial -> trial.end() == Trial.End.FAILED).toList();
        assertThat(failed).isNotEmpty().allSatisfy(trial -> {
            assertThat(rate(trial)).isGreaterThan(0.9);
            assertThat(trial.why()).isEqualTo("the loss is NaN");
            assertThat(trial.curve()).hasSize(2);
        });
        assertThat(trials.get(TRIALS - 1).number()).isEqualTo(TRIALS);
        assertThat(Trial.ranked(trials, Objective.RECALL))
                .hasSize(TRIALS - failed.size())
                .doesNotContainAnyElementsOf(failed);
    }

    @Test
    void aModelThatTheJobWouldRefuseIsAFailedTrialAndTheSearchGoesOn() {
        Search search = Searches.search(1, Stopping.NONE, Map.of("learning_rate", "0.05/0.5"), "data");

        List<Trial> trials = Searches.run(search, 2, folder.resolve("journal"));

        Trial refused =
                trials.stream().filter(trial -> rate(trial) < 0.1).findFirst().orElseThrow();
        assertThat(refused.end()).isEqualTo(Trial.End.FAILED);
        assertThat(refused.why()).isEqualTo("weights: a value is not finite");
        assertThat(refused.curve()).isEmpty();
        assertThat(trials)
                .filteredOn(trial -> rate(trial) > 0.1)
                .extracting(Trial::end)
                .containsExactly(Trial.End.FINISHED);
    }

    /** The trainer lets through what a listener throws: the real one, not the scripted. */
    @Test
    void aBadTrialEndsTheRealTrainer() {
        Search tame = Searches.search(1, Stopping.NONE, Map.of("learning_rate", "0.1..0.8"), "data");
        List<Trial> good = Searches.run(tame, 3, folder.resolve("good"));
        TrainingPlan plan = ScriptedTrainer.PLAN.validatedOn(Logs.sessions("a c"));
        TrialWatch watch = new TrialWatch(Stopping.MEDIAN, Objective.RECALL, good, TuningListener.SILENT);

        assertThatThrownBy(() -> Trainers.named("gru4rec", Map.of("layers", "2", "n_sample", "0"))
                        .train(plan, watch))
                .isInstanceOf(TrialWatch.BadTrial.class);
        assertThat(watch.curve()).containsExactly(new Accuracy(0, 0));
    }

    @Test
    void listenerThatThrowsEndsTheSearch_nextRunRepeatsTheTrial() {
        Search search = Searches.search(1, Stopping.MEDIAN);
        Path file = folder.resolve("journal");
        List<Integer> started = new ArrayList<>();
        TuningListener interrupted = new TuningListener() {
            @Override
            public void trialStarted(int number, SortedMap<String, String> drawn) {
                started.add(number);
            }

            @Override
            public void validated(int epoch, double recall, double mrr) {
                if (started.size() == 3) {
                    throw new CancellationException("enough");
                }
            }
        };

        assertThatThrownBy(() -> Searches.run(search, TRIALS, file, interrupted))
                .isInstanceOf(CancellationException.class);
        List<Trial> resumed = Searches.run(search, TRIALS, file, interrupted);

        assertThat(started.subList(0, 4)).containsExactly(1, 2, 3, 3);
        assertSame(resumed, Searches.run(search, TRIALS, folder.resolve("other")));
    }

    @Test
    void aJournalCutAnywhereLeadsToTheSameTrials() throws IOException {
        Search search = Searches.search(1, Stopping.MEDIAN);
        Path whole = folder.resolve("whole");
        List<Trial> trials = Searches.run(search, 6, whole);
        byte[] bytes = Files.readAllBytes(whole);

        for (int length = 0; length <= bytes.length; length++) {
            Path cut = folder.resolve("cut");
            Files.write(cut, Arrays.copyOf(bytes, length));
            assertSame(Searches.run(search, 6, cut), trials);
            assertThat(lines(cut)).as("cut at %d", length).isEqualTo(lines(whole));
        }
    }

    @Test
    void moreTrialsGoOnFromFewer() {
        Search search = Searches.search(1, Stopping.MEDIAN);
        Path file = folder.resolve("journal");

        List<Trial> first = Searches.run(search, 4, file);

        assertThat(Searches.run(search, TRIALS, file)).startsWith(first.toArray(Trial[]::new));
        assertThat(Searches.run(search, 2, file)).hasSize(TRIALS);
    }

    private static double rate(Trial trial) {
        return Double.parseDouble(trial.settings().get("learning_rate"));
    }

    private static List<String> lines(Path journal) throws IOException {
        return Files.readAllLines(journal).stream()
                .map(line -> line.replaceAll("\"seconds\":[^}]*", "\"seconds\":?"))
                .toList();
    }

    private static void assertSame(List<Trial> trials, List<Trial> expected) {
        assertThat(trials)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("seconds")
                .isEqualTo(expected);
    }
}
