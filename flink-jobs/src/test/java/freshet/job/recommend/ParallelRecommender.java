package freshet.job.recommend;

import static freshet.job.testing.TestJobs.eventually;

import freshet.job.settings.JobSettings.AnsweringSettings;
import freshet.job.stream.AcceptedEvent;
import freshet.model.arithmetic.Arithmetic;
import freshet.schema.Recommendation;
import freshet.schema.RejectedEvent;
import freshet.serving.Announcement;
import freshet.serving.ItemUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;

/**
 * Several instances of the recommender, each with its share of the keys, as Flink would run them,
 * and an items topic.
 */
final class ParallelRecommender implements AutoCloseable {
    private final AnsweringSettings settings;
    private final Arithmetic arithmetic;
    private final Supplier<StateBackend> backends;
    private final int timersPerStep;
    private final Announcement first;
    private final List<ItemUpdate> items = new ArrayList<>(); // one partition
    private final List<RecommenderHarness> subtasks = new ArrayList<>();
    private final List<Recommendation> recommendations = new ArrayList<>(); // of instances that have ended
    private final List<RejectedEvent> rejections = new ArrayList<>();
    private long checkpoints;

    /**
     * @param timersPerStep sessions that a step of a task's thread drops at most
     * @param first is served from the start
     * @param withheld items that the items topic withholds at the start
     */
    ParallelRecommender(
            AnsweringSettings settings,
            Arithmetic arithmetic,
            Supplier<StateBackend> backends,
            int timersPerStep,
            int parallelism,
            Announcement first,
            List<String> withheld)
            throws Exception {
        this.settings = settings;
        this.arithmetic = arithmetic;
        this.backends = backends;
        this.timersPerStep = timersPerStep;
        this.first = first;
        withheld.forEach(item -> items.add(ItemUpdate.of(item, false, 0, items.size(), 0)));
        start(parallelism, List.of());
    }

    private void start(int parallelism, List<OperatorSubtaskState> state) throws Exception {
        for (int subtask = 0; subtask < parallelism; subtask++) {
            subtasks.add(RecommenderHarness.start(
                    settings,
                    arithmetic,
                    backends.get(),
                    () -> List.of(first),
                    items::forEach,
                    new SessionEnds.Step(timersPerStep, SessionEnds.Step.DEFAULT.nanos()),
                    parallelism,
                    subtask,
                    state));
        }
    }

    /** Takes a checkpoint, ends all instances and goes on from it with another number of them. */
    void restart(int parallelism) throws Exception {
        List<OperatorSubtaskState> state = new ArrayList<>();
        checkpoints++;
        for (RecommenderHarness subtask : subtasks) {
            state.add(subtask.checkpoint(checkpoints));
        }
        for (RecommenderHarness subtask : subtasks) {
            recommendations.addAll(subtask.recommendations());
            rejections.addAll(subtask.rejections());
            subtask.close();
        }
        subtasks.clear();
        start(parallelism, state);
    }

    void send(AcceptedEvent event) throws Exception {
        int subtask = KeyGroupRangeAssignment.assignKeyToParallelOperator(
                event.sessionId(), RecommenderHarness.KEY_GROUPS, subtasks.size());
        subtasks.get(subtask).send(event);
    }

    /**
     * Changes an item's availability, once all events before are answered: what is gathered would
     * follow it already.
     */
    void availability(String item, boolean available) throws Exception {
        ItemUpdate change = ItemUpdate.of(item, available, 0, items.size(), 0);
        items.add(change);
        checkpoints++;
        for (RecommenderHarness subtask : subtasks) {
            subtask.barrier(checkpoints);
            subtask.notice(change);
        }
    }

    /** One turn of each task's mailbox. */
    void turn() throws Exception {
        for (RecommenderHarness subtask : subtasks) {
            subtask.runMail();
        }
    }

    void processingTime(long millis) throws Exception {
        for (RecommenderHarness subtask : subtasks) {
            subtask.processingTime(millis);
        }
    }

    void watermark(long millis) throws Exception {
        for (RecommenderHarness subtask : subtasks) {
            subtask.watermark(millis);
        }
    }

    /**
     * Has a model taken up everywhere. What waits for others to share its pass goes on waiting
     * until the swap.
     */
    void swap(Announcement announcement) throws Exception {
        for (RecommenderHarness subtask : subtasks) {
            while (subtask.runMail()) {
                // what was posted before
            }
            subtask.announce(announcement);
            eventually().pollInterval(Duration.ofMillis(2)).until(subtask::runMail);
        }
    }

    void endInput() throws Exception {
        for (RecommenderHarness subtask : subtasks) {
            subtask.endInput();
        }
    }

    /** Of all instances; those of one session in their order. */
    List<Recommendation> recommendations() {
        List<Recommendation> all = new ArrayList<>(recommendations);
        subtasks.forEach(subtask -> all.addAll(subtask.recommendations()));
        return all;
    }

    /** Of all instances. */
    List<RejectedEvent> rejections() {
        List<RejectedEvent> all = new ArrayList<>(rejections);
        subtasks.forEach(subtask -> all.addAll(subtask.rejections()));
        return all;
    }

    @Override
    public void close() {
        subtasks.forEach(RecommenderHarness::close);
    }
}
