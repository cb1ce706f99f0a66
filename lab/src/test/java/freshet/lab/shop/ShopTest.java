package freshet.lab.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the shop against what was measured on a real shop's log: see {@link Shop}. */
class ShopTest {
    private static final int EVENTS = 100_000;
    private static final List<ShopEvent> CLICKS = clicks(ShopSettings.DEFAULT, EVENTS);
    private static final Collection<List<ShopEvent>> SESSIONS = finishedSessions(CLICKS);

    @Test
    void aShopsFirstClickNamesSessionItemTimeAndEvent() {
        ShopCatalogue catalogue = new ShopCatalogue(ShopSettings.DEFAULT);

        ShopEvent first = CLICKS.get(0);

        assertThat(first.sessionId()).isEqualTo("v0");
        assertThat(first.eventId()).isEqualTo("v0-1");
        assertThat(first.timeMillis())
                .isGreaterThanOrEqualTo(ShopSettings.DEFAULT.start().toEpochMilli());
        assertThat(catalogue.name(first.itemId()))
                .matches("[a-z]+ [a-z]+ [a-z]+")
                .endsWith(catalogue.category(first.itemId()));
    }

    @Test
    void clicksComeInEventTimeOrderWithIdsOfTheirOwn() {
        assertThat(CLICKS).isSortedAccordingTo(Comparator.comparingLong(ShopEvent::timeMillis));
        assertThat(CLICKS.stream().map(ShopEvent::eventId)).doesNotHaveDuplicates();
    }

    @Test
    void equalSettingsGiveEqualClicksAndAnotherSeedGivesOthers() {
        assertThat(clicks(ShopSettings.DEFAULT, 1_000)).isEqualTo(CLICKS.subList(0, 1_000));
        assertThat(clicks(ShopSettings.DEFAULT.withSeed(2), 1_000)).isNotEqualTo(CLICKS.subList(0, 1_000));
    }

    @Test
    void sessionLengthsFollowTheRealLog() {
        int[] lengths = SESSIONS.stream().mapToInt(List::size).sorted().toArray();

        assertThat(share(lengths, 2, 2)).isCloseTo(0.467, within(0.03));
        assertThat(share(lengths, 3, 3)).isCloseTo(0.191, within(0.03));
        assertThat(share(lengths, 5, 5)).isCloseTo(0.064, within(0.02));
        assertThat(share(lengths, 10, 1_000)).isCloseTo(0.064, within(0.015));
        assertThat(share(lengths, 20, 1_000)).isCloseTo(0.0124, within(0.006));
        assertThat(lengths[lengths.length / 2]).isEqualTo(3);
        assertThat(lengths[lengths.length - 1]).isBetween(40, 200);
    }

    @Test
    void pausesFollowTheRealLog() {
        double[] seconds = steps().mapToDouble(step -> (step[1].timeMillis() - step[0].timeMillis()) / 1e3)
                .sorted()
                .toArray();

        assertThat(seconds[seconds.length / 10]).isCloseTo(9.5, within(3.0));
        assertThat(seconds[seconds.length / 2]).isCloseTo(62, within(5.0));
        assertThat(seconds[seconds.length * 9 / 10]).isCloseTo(385, within(60.0));
        assertThat(Arrays.stream(seconds).filter(s -> s > 1_800).count() / (double) seconds.length)
                .isCloseTo(0.0175, within(0.008));
    }

    @Test
    void walksRepeatGoBackAndStayInTheirCategoryAsTheRealLogDoes() {
        ShopCatalogue catalogue = new ShopCatalogue(ShopSettings.DEFAULT);
        double repeats = share(step -> step[0].itemId().equals(step[1].itemId()));
        double sameCategory =
                share(step -> catalogue.category(step[0].itemId()).equals(catalogue.category(step[1].itemId())));
        double earlier = SESSIONS.stream().mapToLong(ShopTest::returns).sum() / (double) steps().count();

        assertThat(repeats).isCloseTo(0.19, within(0.02));
        assertThat(earlier).isCloseTo(0.12, within(0.02));
        assertThat(sameCategory).isCloseTo(0.84, within(0.03));
    }

    @Test
    void popularityIsAsConcentratedAsInTheRealLog() {
        long[] counts =
                CLICKS.stream()
                        .collect(Collectors.groupingBy(ShopEvent::itemId, Collectors.counting()))
                        .values()
                        .stream()
                        .mapToLong(Long::longValue)
                        .sorted()
                        .toArray();

        assertThat(topShare(counts, 0.10)).isBetween(0.30, 0.60);
        assertThat(topShare(counts, 0.20)).isBetween(0.48, 0.75);
        assertThat(counts[counts.length - 1] / (double) EVENTS).isLessThan(0.03);
    }

    @Test
    void visitsOverlapAndFollowTheHourOfTheDay() {
        ShopSettings twoDays = ShopSettings.DEFAULT.withSessionsPerHour(500);
        long hour = Duration.ofHours(1).toMillis();
        Map<Long, Long> startsByHour = finishedSessions(clicks(twoDays, 96_000)).stream()
                .map(session -> session.get(0).timeMillis() / hour % 24)
                .collect(Collectors.groupingBy(h -> h, Collectors.counting()));

        assertThat((double) startsByHour.get(17L) / startsByHour.get(5L)).isBetween(1.8, 3.0);
        assertThat(CLICKS.get(0).sessionId()).isNotEqualTo(CLICKS.get(1_000).sessionId());
        assertThat(CLICKS.subList(5_000, 5_100).stream()
                        .map(ShopEvent::sessionId)
                        .distinct()
                        .count())
                .isGreaterThan(60);
    }

    @Test
    void newItemsAppearThatEarlierHoursDidNotHave() {
        long start = ShopSettings.DEFAULT.start().toEpochMilli();
        long cut = start + Duration.ofHours(4).toMillis();
        Set<String> past = CLICKS.stream()
                .filter(c -> c.timeMillis() < cut)
                .map(ShopEvent::itemId)
                .collect(Collectors.toSet());

        double inTheSecondHour = shareUnknown(past, cut + Duration.ofHours(1).toMillis(), Duration.ofHours(1));
        double inTheFifthHour = shareUnknown(past, cut + Duration.ofHours(4).toMillis(), Duration.ofHours(1));

        assertThat(inTheSecondHour).isBetween(0.05, 0.25);
        assertThat(inTheFifthHour).isGreaterThan(inTheSecondHour + 0.08);
    }

    @Test
    void whatIsLookedAtNextChangesWithTheHours() {
        long hour = Duration.ofHours(1).toMillis();
        long cut = ShopSettings.DEFAULT.start().toEpochMilli() + 5 * hour;
        Map<String, List<String>> past = frequentSuccessors(cut - 5 * hour, cut);

        double soon = recallAt20(past, cut, cut + hour / 2);
        double later = recallAt20(past, cut + 2 * hour, cut + 3 * hour);

        assertThat(soon).isGreaterThan(0.45);
        assertThat(later).isLessThan(soon - 0.12);
    }

    private static List<ShopEvent> clicks(ShopSettings settings, int count) {
        Shop shop = new Shop(settings);
        return Stream.generate(shop::next).limit(count).toList();
    }

    /** Sessions that began in the first half: nearly all of them are over. */
    private static Collection<List<ShopEvent>> finishedSessions(List<ShopEvent> clicks) {
        Map<String, List<ShopEvent>> sessions = new LinkedHashMap<>();
        for (int i = 0; i < clicks.size(); i++) {
            ShopEvent click = clicks.get(i);
            if (i < clicks.size() / 2 || sessions.containsKey(click.sessionId())) {
                sessions.computeIfAbsent(click.sessionId(), id -> new ArrayList<>())
                        .add(click);
            }
        }
        return sessions.values();
    }

    private static Stream<ShopEvent[]> steps() {
        return SESSIONS.stream().flatMap(ShopTest::steps);
    }

    private static Stream<ShopEvent[]> steps(List<ShopEvent> session) {
        return Stream.iterate(1, i -> i < session.size(), i -> i + 1)
                .map(i -> new ShopEvent[] {session.get(i - 1), session.get(i)});
    }

    private static double share(Predicate<ShopEvent[]> step) {
        return steps().filter(step).count() / (double) steps().count();
    }

    private static long returns(List<ShopEvent> session) {
        Set<String> seen = new HashSet<>();
        long returns = 0;
        for (int i = 0; i < session.size(); i++) {
            String item = session.get(i).itemId();
            if (i > 0 && seen.contains(item) && !session.get(i - 1).itemId().equals(item)) {
                returns++;
            }
            seen.add(item);
        }
        return returns;
    }

    private static double share(int[] sorted, int least, int most) {
        return Arrays.stream(sorted).filter(n -> n >= least && n <= most).count() / (double) sorted.length;
    }

    private static double topShare(long[] ascending, double share) {
        int top = (int) (ascending.length * share);
        return Arrays.stream(ascending, ascending.length - top, ascending.length)
                        .sum()
                / (double) Arrays.stream(ascending).sum();
    }

    private static double shareUnknown(Set<String> known, long from, Duration length) {
        List<ShopEvent> window = CLICKS.stream()
                .filter(c -> c.timeMillis() >= from && c.timeMillis() < from + length.toMillis())
                .toList();
        return window.stream().filter(c -> !known.contains(c.itemId())).count() / (double) window.size();
    }

    private static Map<String, List<String>> frequentSuccessors(long from, long to) {
        Map<String, Map<String, Long>> counts = between(from, to)
                .collect(Collectors.groupingBy(
                        step -> step[0].itemId(),
                        Collectors.groupingBy(step -> step[1].itemId(), Collectors.counting())));
        return counts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .limit(20)
                        .map(Map.Entry::getKey)
                        .toList()));
    }

    private static double recallAt20(Map<String, List<String>> successors, long from, long to) {
        List<ShopEvent[]> steps = between(from, to).toList();
        return steps.stream()
                        .filter(step -> successors
                                .getOrDefault(step[0].itemId(), List.of())
                                .contains(step[1].itemId()))
                        .count()
                / (double) steps.size();
    }

    private static Stream<ShopEvent[]> between(long from, long to) {
        Map<String, List<ShopEvent>> sessions = CLICKS.stream()
                .filter(click -> click.timeMillis() >= from && click.timeMillis() < to)
                .collect(Collectors.groupingBy(ShopEvent::sessionId));
        return sessions.values().stream().flatMap(ShopTest::steps);
    }
}
