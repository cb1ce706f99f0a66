package freshet.trainer.neural.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemShareTest {
    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 1", "2, 5", "3, 60", "3, 100000", "64, 7", "4, 1023"})
    void everyItemIsOneMembersAndSharesAreAlike(int members, int items) {
        List<ItemShare> shares = ItemShare.of(members, items);

        for (int item = 0; item < items; item++) {
            int row = item;
            assertThat(shares.stream().filter(share -> share.has(row))).hasSize(1);
        }
        assertThat(shares.stream().mapToInt(ItemShare::size).sum()).isEqualTo(items);
        int runs = 1
                + (int) IntStream.range(1, items)
                        .filter(item -> shares.get(0).has(item) != shares.get(0).has(item - 1))
                        .count();
        assertThat(members == 1 || runs >= Math.min(items / members, 4)).isTrue();
        int most = shares.stream().mapToInt(ItemShare::size).max().orElseThrow();
        int least = shares.stream().mapToInt(ItemShare::size).min().orElseThrow();
        assertThat(most - least).isLessThanOrEqualTo(Math.max(1, Math.min(64, items / members / 4)));
    }
}
