package freshet.trainer.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.bundle.SelfTestCase;
import freshet.trainer.Logs;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelfTestsTest {
    private static final String LONG = IntStream.range(0, 60).mapToObj(i -> "x").collect(Collectors.joining(" "));

    @Test
    void firstSessionOfEachLengthThenOthersAllWithoutTheirLastEvent() {
        List<SelfTestCase> tests = SelfTests.of(
                Logs.data("a b", "c d", "b c d", LONG, "d a"), session -> List.of(new RankedItem(session[0], 1f)));

        assertThat(tests)
                .extracting(SelfTestCase::items)
                .satisfiesExactly(
                        items -> assertThat(items).containsExactly("a"),
                        items -> assertThat(items).containsExactly("b", "c"),
                        items -> assertThat(items).containsExactly("c"),
                        items -> assertThat(items).hasSize(20).containsOnly("x"),
                        items -> assertThat(items).containsExactly("d"));
        assertThat(tests.get(1)).isEqualTo(new SelfTestCase(List.of("b", "c"), List.of("b"), List.of(1f)));
    }

    @Test
    void modelThatReadsTimesGetsThatOfTheNewestEvent() {
        List<SelfTestCase> tests = SelfTests.ofTimes(
                Logs.data("a b c", "b c"), (session, time) -> List.of(new RankedItem(session[0], 1f)));

        assertThat(tests)
                .extracting(SelfTestCase::time)
                .containsExactly(OptionalLong.of(1_000_000_001_000L), OptionalLong.of(1_000_003_600_000L));
    }

    @Test
    void eightSessionsAtMost() {
        assertThat(SelfTests.of(Logs.cycle(9, 50), session -> List.of())).hasSize(8);
    }
}
