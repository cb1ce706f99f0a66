package freshet.trainer.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowBatchesTest {
    private static final TrainingData DATA = Logs.data("a b c d", "b a", "d c b");
    private static final TrainingData LONG = Logs.unevenCycle(40, 60);

    @Test
    void everyEventButTheFirstIsPredictedFromThoseBefore() {
        assertThat(steps(DATA, new WindowBatches(DATA, 4, 9)))
                .containsExactly(List.of("a>b", "ab>c", "abc>d", "b>a"), List.of("d>c", "dc>b"));
    }

    @Test
    void windowHoldsTheNewestItems() {
        assertThat(steps(DATA, new WindowBatches(DATA, 9, 2)))
                .containsExactly(List.of("a>b", "ab>c", "bc>d", "b>a", "d>c", "dc>b"));
    }

    @Test
    void timesAndAgesAreThoseOfTheNewestEvents() {
        WindowBatches batches = new WindowBatches(DATA, 9, 2);
        batches.next();

        long first = 1_000_000_000_000L; // sessions are an hour apart, events a second
        assertThat(Arrays.copyOf(batches.times(), batches.size()))
                .containsExactly(
                        first, first + 1000, first + 2000, first + 3_600_000, first + 7_200_000, first + 7_201_000);
        float[] ages = Arrays.copyOf(batches.ages(), batches.size());
        assertThat(ages[0]).isEqualTo(1);
        assertThat(ages[3]).isCloseTo(1 - 3600 / 7202f, within(1e-6f));
        assertThat(ages[5]).isCloseTo(1 / 7202f, within(1e-6f)); // an event that is no window's is newer
    }

    @Test
    void shuffledPassHasTheSamePredictions() {
        List<String> inOrder = predictions(new WindowBatches(LONG, 7, 5));
        List<String> shuffled = predictions(shuffled(42, 1));

        assertThat(shuffled).isNotEqualTo(inOrder).containsExactlyInAnyOrderElementsOf(inOrder);
    }

    @Test
    void orderIsAFunctionOfSeedAndEpoch() {
        List<String> order = predictions(shuffled(42, 1));

        assertThat(predictions(shuffled(42, 1))).isEqualTo(order);
        assertThat(predictions(shuffled(42, 2))).isNotEqualTo(order);
        assertThat(predictions(shuffled(43, 1))).isNotEqualTo(order);
    }

    private static WindowBatches shuffled(long seed, int epoch) {
        WindowBatches batches = new WindowBatches(LONG, 7, 5);
        batches.shuffle(EpochRandom.ofOrder(seed, epoch));
        return batches;
    }

    private static List<String> predictions(WindowBatches batches) {
        return steps(LONG, batches).stream().flatMap(List::stream).toList();
    }

    /** Of each step the predictions, as {@code window>target}. */
    private static List<List<String>> steps(TrainingData data, WindowBatches batches) {
        List<List<String>> steps = new ArrayList<>();
        while (batches.next()) {
            steps.add(IntStream.range(0, batches.size())
                    .mapToObj(slot -> text(data, batches, slot))
                    .toList());
        }
        return steps;
    }

    private static String text(TrainingData data, WindowBatches batches, int slot) {
        Windows windows = batches.windows();
        return IntStream.range(windows.from(slot), windows.to(slot))
                        .mapToObj(row -> id(data, windows.item(row)))
                        .collect(Collectors.joining())
                + ">" + id(data, batches.targets()[slot]);
    }

    private static String id(TrainingData data, int row) {
        return data.vocabulary().item(row);
    }
}
