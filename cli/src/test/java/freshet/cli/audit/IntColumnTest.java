package freshet.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.audit.PartitionLedger.IntColumn;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class IntColumnTest {

    @Test
    void aColumnHoldsWhatAMapHolds() {
        IntColumn column = new IntColumn();
        Map<Integer, Integer> expected = new HashMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            int position = random.nextInt(200_000);
            column.set(position, i);
            expected.put(position, i);
        }

        for (int position = 0; position < 200_000; position++) {
            assertThat(column.get(position)).isEqualTo(expected.getOrDefault(position, 0));
        }
        assertThat(column.get(Integer.MAX_VALUE)).isZero();
    }
}
