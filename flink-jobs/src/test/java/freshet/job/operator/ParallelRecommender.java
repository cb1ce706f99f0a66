package freshet.job.operator;

import static org.awaitility.Awaitility.await;

import freshet.job.settings.AnsweringSettings;
import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Announcement;
import freshet.model.serving.Arithmetic;
import freshet.schema.Recommendation;
import freshet.schema.RejectedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** Several instances of the recommender, each with its share of the keys, as Flink would run them. */
final class ParallelRecommender implements AutoCloseable {
    private final List<RecommenderHarness> subtasks = new ArrayList<>();

    /** @param first is served from the start */
    ParallelRecommender(AnsweringSettings settings, Arithmetic arithmetic, int parallelism, Announcement first)
            throws Exception {
        for (int subtask = 0; subtask < parallelism; subtask++) {
            subtasks.add(
                    RecommenderHarness.start(settings, arithmetic, () -> Optional.of(first), parallelism, subtask));
        }
    }

    void send(AcceptedEvent event) throws Exception {
        int subtask = KeyGroupRangeAssignment.assignKeyToParallelOperator(
                event.sessionId(), RecommenderHarness.KEY_GROUPS, subtasks.size());
        subtasks.get(subtask).send(event);
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

    /** Has a model taken up everywhere. What waits for others to share its pass goes on waiting until the swap. */
    void swap(Announcement announcement) throws Exception {
        for (RecommenderHarness subtask : subtasks) {
            while (subtask.runMail()) {
                // what was posted before
            }
            subtask.announce(announcement);
            await().pollInSameThread()
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(2))
                    .until(subtask::runMail);
        }
    }

    void endInput() throws Exception {
        for (RecommenderHarness subtask : subtasks) {
            subtask.endInput();
        }
    }

    /** Of all instances; those of one session in their order. */
    List<Recommendation> recommendations() {
        return subtasks.stream()
                .flatMap(subtask -> subtask.recommendations().stream())
                .toList();
    }

    /** Of all instances. */
    List<RejectedEvent> rejections() {
        return subtasks.stream()
                .flatMap(subtask -> subtask.rejections().stream())
                .toList();
    }

    @Override
    public void close() {
        subtasks.forEach(RecommenderHarness::close);
    }
}
