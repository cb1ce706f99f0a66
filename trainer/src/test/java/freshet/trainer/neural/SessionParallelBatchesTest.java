package freshet.trainer.neural;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.trainer.column.IntColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SessionParallelBatchesTest {

    /** Sessions 0-1-2, 3-4, 5-6-7-8, 9-10 in two slots, written down by hand. */
    @Test
    void nextSessionTakesAFreeSlot_batchShrinksAtTheEnd() {
        int[] items = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        SessionParallelBatches batches =
                new SessionParallelBatches(IntColumn.of(items), IntColumn.of(0, 3, 5, 9, 11), 2);

        assertThat(steps(batches))
                .containsExactly(
                        "0>1 from -1, 3>4 from -1",
                        "1>2 from 0, 5>6 from -1",
                        "9>10 from -1, 6>7 from 1",
                        "7>8 from 1");
    }

    @Test
    void fewerSessionsThanSlots() {
        SessionParallelBatches batches = new SessionParallelBatches(IntColumn.of(4, 5), IntColumn.of(0, 2), 32);

        assertThat(steps(batches)).containsExactly("4>5 from -1");
        assertThat(batches.next()).isFalse();
    }

    /**
     * Every event is its own item, so a pair names its session. Follows the slots as a hidden state
     * would and compares with the plain enumeration of all pairs of consecutive events.
     */
    @Property(tries = 300)
    void everyPairIsSeenOnceByTheStateOfItsOwnSession(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 2, max = 9) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 12) int batchSize) {
        int[] offsets = new int[lengths.size() + 1];
        for (int s = 0; s < lengths.size(); s++) {
            offsets[s + 1] = offsets[s] + lengths.get(s);
        }
        int[] items = new int[offsets[lengths.size()]];
        Arrays.setAll(items, i -> i);
        boolean[] seen = new boolean[items.length];
        int[] state = new int[0]; // per slot, the last item that the state has folded
        int started = 0;

        SessionParallelBatches batches =
                new SessionParallelBatches(IntColumn.of(items), IntColumn.of(offsets), batchSize);
        while (batches.next()) {
            int[] folded = new int[batches.size()];
            for (int slot = 0; slot < batches.size(); slot++) {
                int input = batches.inputs()[slot];
                int previous = batches.previousSlots()[slot];
                boolean start = Arrays.binarySearch(offsets, input) >= 0;
                assertThat(previous == SessionParallelBatches.SESSION_START).isEqualTo(start);
                if (start) {
                    assertThat(input).as("sessions start in order").isEqualTo(offsets[started++]);
                } else {
                    assertThat(previous).isGreaterThanOrEqualTo(slot);
                    assertThat(state[previous]).isEqualTo(input - 1);
                }
                assertThat(batches.targets()[slot]).isEqualTo(input + 1);
                assertThat(seen[input]).isFalse();
                seen[input] = true;
                folded[slot] = input;
            }
            state = folded;
        }

        assertThat(started).isEqualTo(lengths.size());
        for (int i = 0; i < items.length; i++) {
            boolean last = Arrays.binarySearch(offsets, i + 1) >= 0;
            assertThat(seen[i]).as("event %s", i).isEqualTo(!last);
        }
    }

    private static List<String> steps(SessionParallelBatches batches) {
        List<String> steps = new ArrayList<>();
        while (batches.next()) {
            List<String> slots = new ArrayList<>();
            for (int slot = 0; slot < batches.size(); slot++) {
                slots.add(batches.inputs()[slot] + ">" + batches.targets()[slot] + " from "
                        + batches.previousSlots()[slot]);
            }
            steps.add(String.join(", ", slots));
        }
        return steps;
    }
}
