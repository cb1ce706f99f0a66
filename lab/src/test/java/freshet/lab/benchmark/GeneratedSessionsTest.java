package freshet.lab.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GeneratedSessionsTest {
    private static final int ITEMS = 1_000;
    private static final int EVENTS = 200_000;

    /** log(2)/log(101), log(11)/log(101), log(51)/log(101): the integral of 1 / (r + n/100). */
    @Test
    void itemsAreAsUnequalAsTheFormulaSays() {
        Map<String, Long> support = GeneratedSessions.of(ITEMS, EVENTS, 1).stream()
                .flatMap(session -> session.events().stream())
                .collect(Collectors.groupingBy(ItemEvent::itemId, Collectors.counting()));
        long[] sorted = support.values().stream()
                .sorted(Comparator.reverseOrder())
                .mapToLong(Long::longValue)
                .toArray();

        assertThat(support).hasSize(ITEMS);
        assertThat(share(sorted, 10)).isCloseTo(0.150, within(0.01));
        assertThat(share(sorted, 100)).isCloseTo(0.520, within(0.01));
        assertThat(share(sorted, 500)).isCloseTo(0.852, within(0.01));
    }

    private static double share(long[] sorted, int upper) {
        return (double) Arrays.stream(sorted).limit(upper).sum()
                / Arrays.stream(sorted).sum();
    }

    /** 2 + 0.7 / 0.3. */
    @Test
    void sessionsHaveTwoEventsAndMore() {
        List<Session> sessions = GeneratedSessions.of(ITEMS, EVENTS, 1);

        assertThat(sessions).allSatisfy(session -> assertThat(session.events()).hasSizeGreaterThanOrEqualTo(2));
        double mean = sessions.stream()
                .mapToInt(session -> session.events().size())
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(4.333, within(0.05));
    }

    @Test
    void sameSeedSameSessions() {
        assertThat(GeneratedSessions.of(50, 500, 3)).isEqualTo(GeneratedSessions.of(50, 500, 3));
        assertThat(GeneratedSessions.of(50, 500, 3)).isNotEqualTo(GeneratedSessions.of(50, 500, 4));
    }
}
