package freshet.trainer.bundle;

import freshet.model.Vocabulary;
import freshet.model.bundle.SelfTestCase;
import freshet.trainer.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
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

    /**
     * @param model gives the best items for a session's rows, oldest first: at most
     *     {@link #LIST_LENGTH}, best first
     */
    public static List<SelfTestCase> of(TrainingData data, Function<int[], List<RankedItem>> model) {
        return pick(data).stream()
                .map(session -> testCase(session, model.apply(session), data.vocabulary()))
                .toList();
    }

    private static SelfTestCase testCase(int[] session, List<RankedItem> answer, Vocabulary vocabulary) {
        return new SelfTestCase(
                Arrays.stream(session).mapToObj(vocabulary::item).toList(),
                answer.stream().map(item -> vocabulary.item(item.row())).toList(),
                answer.stream().map(RankedItem::probability).toList());
    }

    private static List<int[]> pick(TrainingData data) {
        List<int[]> picked = new ArrayList<>();
        List<int[]> spare = new ArrayList<>();
        Set<Integer> lengths = new HashSet<>();
        for (int s = 0; s < data.sessions() && picked.size() < CASES; s++) {
            int from = data.sessionOffsets()[s];
            int length = data.sessionOffsets()[s + 1] - from - 1;
            if (lengths.add(length) && length <= LONGEST_SESSION) {
                picked.add(Arrays.copyOfRange(data.items(), from, from + length));
            } else if (spare.size() < CASES) {
                spare.add(Arrays.copyOfRange(data.items(), from, from + Math.min(length, LONGEST_SESSION)));
            }
        }
        IntStream.range(0, Math.min(CASES - picked.size(), spare.size())).forEach(i -> picked.add(spare.get(i)));
        return picked;
    }
}
