package freshet.trainer.bundle;

import freshet.model.Vocabulary;
import freshet.model.bundle.SelfTestCase;
import freshet.trainer.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Makes a bundle's self-test: some sessions of the training data without their last event, and what
 * the trainer's own forward pass answers to them. The first session of each new length comes first,
 * so that the lengths differ where the data's do.
 */
public final class SelfTests {
    /** Most sessions in a self-test. */
    public static final int CASES = 8;

    /** Most items in an expected answer. */
    public static final int LIST_LENGTH = 20;

    private static final int LONGEST_SESSION = 20; // well inside every window that a job may retain

    private SelfTests() {}

    /** What a model answers to a session. */
    @FunctionalInterface
    public interface TimedModel {

        /**
         * The best items, at most {@link #LIST_LENGTH}, best first.
         *
         * @param session rows, oldest first
         * @param timeMillis of its newest event, milliseconds since 1970
         */
        List<RankedItem> best(int[] session, long timeMillis);
    }

    /**
     * A session of a self-test.
     *
     * @param rows of the data, oldest first
     * @param timeMillis of its newest event, milliseconds since 1970
     */
    public record Picked(int[] rows, long timeMillis) {}

    /**
     * Of a model that reads no times.
     *
     * @param model gives the best items for a session's rows, oldest first: at most
     *     {@link #LIST_LENGTH}, best first
     */
    public static List<SelfTestCase> of(TrainingData data, Function<int[], List<RankedItem>> model) {
        return pick(data).stream()
                .map(session -> testCase(session, model.apply(session.rows), OptionalLong.empty(), data.vocabulary()))
                .toList();
    }

    /** Of a model that reads when the newest event was. */
    public static List<SelfTestCase> ofTimes(TrainingData data, TimedModel model) {
        return pick(data).stream()
                .map(session -> testCase(
                        session,
                        model.best(session.rows, session.timeMillis),
                        OptionalLong.of(session.timeMillis),
                        data.vocabulary()))
                .toList();
    }

    private static SelfTestCase testCase(
            Picked session, List<RankedItem> answer, OptionalLong time, Vocabulary vocabulary) {
        return new SelfTestCase(
                Arrays.stream(session.rows).mapToObj(vocabulary::item).toList(),
                answer.stream().map(item -> vocabulary.item(item.row())).toList(),
                answer.stream().map(RankedItem::probability).toList(),
                time);
    }

    /** The sessions of a self-test, each without its last event. */
    public static List<Picked> pick(TrainingData data) {
        List<Picked> picked = new ArrayList<>();
        List<Picked> spare = new ArrayList<>();
        Set<Integer> lengths = new HashSet<>();
        for (int s = 0; s < data.sessions() && picked.size() < CASES; s++) {
            int from = data.sessionOffsets().get(s);
            int length = data.sessionOffsets().get(s + 1) - from - 1;
            if (lengths.add(length) && length <= LONGEST_SESSION) {
                picked.add(first(data, from, length));
            } else if (spare.size() < CASES) {
                spare.add(first(data, from, Math.min(length, LONGEST_SESSION)));
            }
        }
        IntStream.range(0, Math.min(CASES - picked.size(), spare.size())).forEach(i -> picked.add(spare.get(i)));
        return picked;
    }

    private static Picked first(TrainingData data, int from, int length) {
        return new Picked(data.items().copy(from, from + length), data.times().get(from + length - 1));
    }
}
