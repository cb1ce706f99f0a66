package freshet.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.evaluation.Quality.PopularityGroup;
import org.junit.jupiter.api.Test;

class PopularityGroupsTest {

    @Test
    void itemsStandInTheTenthThatHoldsTheMiddleOfTheirEvents() {
        // Middles, most popular first: 20, 48, 64, 76, 86, 92, 95.5, 98.5 of 100 events.
        PopularityGroups groups = new PopularityGroups(new long[] {16, 40, 16, 8, 12, 1, 4, 3});

        assertThat(groups.of(new long[] {0, 4, 2, 0, 1, 0, 3, 0}, new long[] {0, 3, 1, 0, 1, 0, 0, 0}, new long[] {
                    20, 40, 15, 10, 10, 0, 5, 0
                }))
                .containsExactly(
                        new PopularityGroup(1, 40, 40, 4, 3, 40),
                        new PopularityGroup(1, 16, 16, 0, 0, 20),
                        new PopularityGroup(1, 16, 16, 2, 1, 15),
                        new PopularityGroup(1, 12, 12, 1, 1, 10),
                        new PopularityGroup(1, 8, 8, 0, 0, 10),
                        new PopularityGroup(3, 1, 4, 3, 0, 5));
    }

    @Test
    void recallIsOfThePredictionsInWhichTheGroupCameNext() {
        assertThat(new PopularityGroup(2, 1, 2, 8, 6, 0).recall()).isEqualTo(0.75);
        assertThat(new PopularityGroup(2, 1, 2, 0, 0, 9).recall()).isNaN();
    }

    @Test
    void itemsWithoutAnyEventAreOneGroup() {
        assertThat(new PopularityGroups(new long[] {0, 0}).of(new long[2], new long[2], new long[] {1, 2}))
                .containsExactly(new PopularityGroup(2, 0, 0, 0, 0, 3));
    }
}
