package freshet.trainer.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.trainer.EpochResult.Accuracy;
import freshet.trainer.Trainers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The order in which trials are started and noted; a stack runs them, so that the newest ends
 * first.
 */
class ParallelTuningTest {
    private static final Search SEARCH = Searches.search(42, Stopping.MEDIAN);

    @TempDir
    Path folder;

    private final List<TrialTask> started = new ArrayList<>();

    private final class Stack implements ParallelTuning.Runners {
        private final Deque<TrialTask> tasks = new ArrayDeque<>();

        @Override
        public int most() {
            return 3;
        }

        @Override
        public void start(TrialTask task) {
            TrialTask travelled = TrialTaskLines.task(TrialTaskLines.task(task));
            assertThat(travelled).isEqualTo(task);
            started.add(travelled);
            tasks.push(travelled);
        }

        @Override
        public Trial next() {
            TrialTask task = tasks.pop();
            Trial trial = new Trial(
                    task.number(),
                    task.drawn(),
                    Trial.End.FINISHED,
                    List.of(new Accuracy(0.1 * task.number(), 0.05)),
                    "",
                    1.5);
            return TrialTaskLines.trial(TrialTaskLines.trial(trial));
        }
    }

    private List<Trial> run(int trials) {
        try (Journal journal = Journal.open(folder.resolve("journal"), SEARCH)) {
            new ParallelTuning(
                            SEARCH,
                            settings -> Trainers.named(SEARCH.model(), settings),
                            new Stack(),
                            TuningListener.SILENT)
                    .run(trials, journal);
            return journal.trials();
        }
    }

    @Test
    void trialsAreNotedInTheOrderOfTheirNumbers() {
        assertThat(run(7)).extracting(Trial::number).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(started).extracting(TrialTask::number).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(started.get(0).earlier()).isEmpty();
    }

    @Test
    void aSearchGoesOnBehindItsJournal() {
        run(2);
        started.clear();
        assertThat(run(4)).hasSize(4);
        assertThat(started).extracting(TrialTask::number).containsExactly(3, 4);
        assertThat(started.get(0).earlier()).extracting(Trial::number).containsExactly(1, 2);
    }
}
