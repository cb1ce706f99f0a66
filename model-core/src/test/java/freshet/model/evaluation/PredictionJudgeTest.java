package freshet.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PredictionJudgeTest {
    private static final float NONE = Float.NEGATIVE_INFINITY;

    /**
     * One item is better, and four are equal: two of them come before the judged one, one behind
     * it.
     */
    @ParameterizedTest
    @CsvSource({"SERVED, 3", "STANDARD, 1", "CONSERVATIVE, 4", "MEDIAN, 2.5"})
    void tiesRankByTheRule(TieRule ties, double rank) {
        float[] scores = {5, 1, 5, 9, 5, 5, 0};
        assertThat(judge(20, ties).judge(scores, 6, 4)).isEqualTo(rank);
    }

    @Test
    void withoutTiesEveryRuleGivesTheSameRank() {
        for (TieRule ties : TieRule.values()) {
            assertThat(judge(20, ties).judge(new float[] {3, 1, 2}, 0, 2)).isEqualTo(1);
        }
    }

    /**
     * A model that gives every item the same score knows nothing, and only the standard rule takes
     * that for perfect.
     */
    @Test
    void oneScoreForAllIsPerfectByTheStandardRuleAlone() {
        float[] scores = new float[101];
        assertThat(judge(20, TieRule.STANDARD).judge(scores, 0, 100)).isZero();
        assertThat(judge(20, TieRule.SERVED).judge(scores, 0, 100)).isGreaterThanOrEqualTo(20);
        assertThat(judge(20, TieRule.CONSERVATIVE).judge(scores, 0, 100)).isGreaterThanOrEqualTo(20);
        assertThat(judge(20, TieRule.MEDIAN).judge(scores, 0, 100)).isGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource
    void anItemThatIsNotRankedIsAMissUnderEveryRule(TieRule ties) {
        PredictionJudge judge = judge(20, ties);
        assertThat(judge.judge(new float[] {NONE, 2, NONE}, 1, 2)).isEqualTo(RankCounter.MISS);
        assertThat(judge.count()).isEqualTo(1);
        assertThat(judge.judge(new float[] {NONE, 2, Float.NaN}, 1, 2)).isEqualTo(RankCounter.MISS);
        assertThat(judge.judge(new float[] {1, 2, 3}, 1, PredictionJudge.NO_ITEM))
                .isEqualTo(RankCounter.MISS);
    }

    @Test
    void theCurrentItemRanksNowhereWhereItIsExcluded() {
        PredictionJudge judge =
                new PredictionJudge(new EvaluationSettings(List.of(2), TieRule.SERVED, true), new float[3]);
        float[] scores = {9, 5, 7};
        assertThat(judge.judge(scores, 0, 2)).isZero();
        assertThat(IntStream.range(0, judge.count()).map(judge::row)).containsExactly(2, 1);
        assertThat(judge.judge(scores, 0, 0)).isEqualTo(RankCounter.MISS);
        assertThat(scores).containsExactly(9, 5, 7);
    }

    /** As the job answers, which excludes the current item by recommend.exclude. */
    @Test
    void whereNothingElseIsRankedThePopularItemsAreJudged() {
        float[] shares = {0.5f, 0.2f, 0.3f};
        PredictionJudge judge = new PredictionJudge(new EvaluationSettings(List.of(2), TieRule.SERVED, true), shares);
        assertThat(judge.judge(new float[] {4, NONE, NONE}, 0, 1)).isEqualTo(1);
        assertThat(IntStream.range(0, judge.count()).map(judge::row)).containsExactly(2, 1);
        assertThat(judge.judge(new float[] {4, NONE, NONE}, 1, 2)).isEqualTo(RankCounter.MISS);
    }

    @ParameterizedTest
    @EnumSource
    void ranksEqualACountOverASortedListWhereverTiesAre(TieRule ties) {
        Random random = new Random(5);
        PredictionJudge judge = judge(10, ties);
        for (int round = 0; round < 2_000; round++) {
            float[] scores = new float[1 + random.nextInt(60)];
            int levels = 1 + random.nextInt(20);
            for (int row = 0; row < scores.length; row++) {
                scores[row] = random.nextInt(levels) - 5;
            }
            int next = random.nextInt(scores.length);
            double expected = reference(scores, next, ties);
            double rank = judge.judge(scores, 0, next);
            if (expected <= 9) {
                assertThat(rank).isEqualTo(expected);
            } else {
                assertThat(rank).isGreaterThan(9);
            }
        }
    }

    private static double reference(float[] scores, int next, TieRule ties) {
        List<Integer> sorted = IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> scores[a] != scores[b] ? Float.compare(scores[b], scores[a]) : a - b)
                .toList();
        int first = IntStream.range(0, scores.length)
                .filter(at -> scores[sorted.get(at)] == scores[next])
                .findFirst()
                .orElseThrow();
        int last = IntStream.range(0, scores.length)
                .filter(at -> scores[sorted.get(at)] == scores[next])
                .max()
                .orElseThrow();
        return switch (ties) {
            case SERVED -> sorted.indexOf(next);
            case STANDARD -> first;
            case CONSERVATIVE -> last;
            case MEDIAN -> (first + last) / 2.0;
        };
    }

    private static PredictionJudge judge(int k, TieRule ties) {
        return new PredictionJudge(new EvaluationSettings(List.of(k), ties, false), new float[200]);
    }
}
