package freshet.model.data.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.session.ItemEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventGroupsTest {
    private static final int FILE = 3;

    @Test
    void groupsInOrderHaveTheEventsOfEachKeyAsTheFile() {
        Map<String, List<ItemEvent>> written = events(1, 2_000);
        for (int most : new int[] {1, 7, 100, 10_000}) {
            List<EventGroup> groups = new ArrayList<>();
            Map<String, Set<Long>> hashes = new HashMap<>();
            EventGroups collecting = new EventGroups(
                    FILE,
                    (hash, bytes) -> {
                        EventGroup group = EventGroup.of(bytes);
                        groups.add(group);
                        hashes.computeIfAbsent(group.key(), key -> new HashSet<>())
                                .add(hash);
                    },
                    most);
            interleaved(written).forEach(event -> collecting.add(event.getKey(), event.getValue()));
            collecting.flush();

            groups.sort(EventGroup.BY_PLACE);
            Map<String, List<ItemEvent>> read = new HashMap<>();
            groups.forEach(group -> group.events(read.computeIfAbsent(group.key(), key -> new ArrayList<>())::add));
            assertThat(read).isEqualTo(written);
            assertThat(groups).allMatch(group -> group.file() == FILE);
            assertThat(hashes.values()).allMatch(ofKey -> ofKey.size() == 1);
        }
    }

    @Test
    void eventsThatAreCloseAreOneGroup() {
        List<EventGroup> groups = new ArrayList<>();
        EventGroups collecting = new EventGroups(FILE, (hash, bytes) -> groups.add(EventGroup.of(bytes)));
        for (int event = 0; event < 300; event++) {
            collecting.add("session " + event % 3, ItemEvent.view("i", event));
        }
        collecting.flush();

        assertThat(groups).hasSize(3);
    }

    @Test
    void keysOfLikeTextHaveHashesThatSpread() {
        Set<Long> slots = new HashSet<>();
        EventGroups collecting = new EventGroups(FILE, (hash, bytes) -> slots.add(hash >>> 52));
        for (int session = 0; session < 100_000; session++) {
            collecting.add("s" + session, ItemEvent.view("i", session));
        }
        collecting.flush();

        assertThat(slots).hasSize(1 << 12); // one is missed with a chance of 1e-7
    }

    @Test
    void bytesThatAreCutAreRefused() {
        EventGroups collecting = new EventGroups(FILE, (hash, bytes) -> assertThatThrownBy(() ->
                        EventGroup.of(Arrays.copyOf(bytes, bytes.length - 1)).events(event -> {}))
                .isInstanceOf(IllegalArgumentException.class));
        collecting.add("session", ItemEvent.view("item", 1_700_000_000_000L));
        collecting.flush();
    }

    /** By keys, with all that an event may have, times in no order. */
    private static Map<String, List<ItemEvent>> events(long seed, int count) {
        Random random = new Random(seed);
        Map<String, List<ItemEvent>> events = new LinkedHashMap<>();
        for (int event = 0; event < count; event++) {
            events.computeIfAbsent("visitor " + random.nextInt(90), key -> new ArrayList<>())
                    .add(new ItemEvent(
                            random.nextInt(9) == 0 ? "\ud83d" : "i" + random.nextInt(30),
                            1_700_000_000_000L + random.nextInt(9_000_000),
                            random.nextInt(3) == 0 ? "cart" : ItemEvent.VIEW,
                            random.nextBoolean() ? random.nextLong() : ItemEvent.NO_KEY,
                            random.nextInt(4) == 0 ? 1 + random.nextInt(9_000) : 0));
        }
        return events;
    }

    /** One event of each key after another, as long as there are some. */
    private static List<Map.Entry<String, ItemEvent>> interleaved(Map<String, List<ItemEvent>> events) {
        List<Map.Entry<String, ItemEvent>> file = new ArrayList<>();
        int longest = events.values().stream().mapToInt(List::size).max().orElseThrow();
        for (int event = 0; event < longest; event++) {
            for (Map.Entry<String, List<ItemEvent>> ofKey : events.entrySet()) {
                if (event < ofKey.getValue().size()) {
                    file.add(Map.entry(ofKey.getKey(), ofKey.getValue().get(event)));
                }
            }
        }
        return file;
    }
}
