package freshet.trainer.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.trainer.settings.Setting;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

class RangeTest {
    private static final Setting REAL = Setting.real("learning_rate", "", 0.1, 1e-6, 1e6);
    private static final Setting WHOLE = Setting.whole("batch_size", "", 32, 0, 1_000_000);
    private static final int DRAWS = 60_000;

    @Property(tries = 300)
    void numbersAreWithinTheirEndsAndWhatTheSettingTakes(
            @ForAll @DoubleRange(min = 1e-6, max = 1e5) @Scale(8) double min,
            @ForAll @DoubleRange(min = 1e-3, max = 1e4) @Scale(5) double width,
            @ForAll long seed) {
        String ends = min + ".." + (min + width);
        for (String text : new String[] {ends, ends + ":log", ends + ":" + width / 7}) {
            Range range = RangeText.read(REAL, text);
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 50; i++) {
                String drawn = range.draw(random);
                assertThat(Double.parseDouble(drawn)).as(text).isBetween(min, min + width);
                REAL.checked(drawn);
            }
        }
    }

    @Property(tries = 300)
    void wholeNumbersStayWhole(
            @ForAll @LongRange(min = 1, max = 9_000) long min,
            @ForAll @LongRange(min = 1, max = 900_000) long width,
            @ForAll long seed) {
        String ends = min + ".." + (min + width);
        for (String text : new String[] {ends, ends + ":log", ends + ":" + (1 + width / 3)}) {
            Range range = RangeText.read(WHOLE, text);
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 50; i++) {
                assertThat(Long.parseLong(range.draw(random))).as(text).isBetween(min, min + width);
            }
        }
    }

    @Property(tries = 300)
    void whatIsPrintedReadsBackTheSame(
            @ForAll @DoubleRange(min = 1e-6, max = 1e5) @Scale(8) double min,
            @ForAll @DoubleRange(min = 1e-3, max = 1e4) @Scale(5) double width) {
        String ends = min + ".." + (min + width);
        for (String text : new String[] {ends, ends + ":log", ends + ":" + width / 7, min + "/" + width}) {
            Range range = RangeText.read(REAL, text);
            assertThat(RangeText.read(REAL, range.text())).isEqualTo(range);
        }
    }

    /** Of three factors of ten each holds a third. */
    @Example
    void logUniformGivesEqualRatiosEqualShares() {
        Map<Integer, Double> shares =
                shares(RangeText.read(REAL, "0.001..1:log"), drawn -> magnitude(Double.parseDouble(drawn)));

        assertThat(shares.keySet()).containsExactlyInAnyOrder(-3, -2, -1);
        assertThat(shares.values()).allSatisfy(share -> assertThat(share).isCloseTo(1 / 3.0, within(0.01)));
    }

    private static int magnitude(double number) {
        return number < 0.01 ? -3 : number < 0.1 ? -2 : -1;
    }

    @Example
    void uniformGivesEqualWidthsEqualShares() {
        Map<Integer, Double> shares =
                shares(RangeText.read(REAL, "2..6"), drawn -> (int) Math.min(5, Double.parseDouble(drawn)));

        assertThat(shares.keySet()).containsExactlyInAnyOrder(2, 3, 4, 5);
        assertThat(shares.values()).allSatisfy(share -> assertThat(share).isCloseTo(0.25, within(0.01)));
    }

    @Example
    void stepsAreExactAndBothEndsBelongToThem() {
        Map<String, Double> shares = shares(RangeText.read(REAL, "0.1..0.4:0.1"), Function.identity());

        assertThat(shares.keySet()).containsExactlyInAnyOrder("0.1", "0.2", "0.3", "0.4");
        assertThat(shares.values()).allSatisfy(share -> assertThat(share).isCloseTo(0.25, within(0.01)));
        assertThat(shares(RangeText.read(WHOLE, "3..5"), Function.identity()).keySet())
                .containsExactlyInAnyOrder("3", "4", "5");
        assertThat(shares(RangeText.read(REAL, "1..2:0.4"), Function.identity()).keySet())
                .containsExactlyInAnyOrder("1", "1.4", "1.8");
    }

    /**
     * Of 1 to 7 on a log scale, 8 being three doublings of 1: 1 has one, 2 and 3 share one, 4 to 7
     * share one.
     */
    @Example
    void logWholeGivesEachDoublingTheSameShare() {
        Map<String, Double> shares = shares(RangeText.read(WHOLE, "1..7:log"), Function.identity());

        assertThat(shares).hasSize(7);
        assertThat(shares.get("1")).isCloseTo(1 / 3.0, within(0.01));
        assertThat(shares.get("2") + shares.get("3")).isCloseTo(1 / 3.0, within(0.01));
        assertThat(shares.get("3")).isCloseTo(Math.log(4 / 3.0) / Math.log(8), within(0.01));
    }

    @Example
    void choicesAreEquallyLikely() {
        Map<String, Double> shares = shares(RangeText.read(WHOLE, "32/64/128"), Function.identity());

        assertThat(shares.keySet()).containsExactlyInAnyOrder("32", "64", "128");
        assertThat(shares.values()).allSatisfy(share -> assertThat(share).isCloseTo(1 / 3.0, within(0.01)));
    }

    @Example
    void drawnNumbersHaveFourDigitsAtMost() {
        SplittableRandom random = new SplittableRandom(5);
        Range range = RangeText.read(REAL, "0.00001..1000:log");

        assertThat(IntStream.range(0, 1_000).mapToObj(i -> range.draw(random)))
                .allSatisfy(drawn -> assertThat(
                                new BigDecimal(drawn).stripTrailingZeros().precision())
                        .isLessThanOrEqualTo(4))
                .allSatisfy(drawn -> assertThat(drawn).doesNotContain("E"));
    }

    private static <K> Map<K, Double> shares(Range range, Function<String, K> bin) {
        SplittableRandom random = new SplittableRandom(20_260_101);
        return IntStream.range(0, DRAWS)
                .mapToObj(i -> bin.apply(range.draw(random)))
                .collect(Collectors.groupingBy(key -> key, Collectors.summingDouble(key -> 1.0 / DRAWS)));
    }
}
