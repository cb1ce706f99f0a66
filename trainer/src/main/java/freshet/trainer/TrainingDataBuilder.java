package freshet.trainer;

import freshet.model.Vocabulary;
import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Turns recorded sessions into {@link TrainingData}: drops what the rules do not keep, numbers the
 * rest. For one use.
 */
final class TrainingDataBuilder {
    private final Preprocessing rules;
    private final int recordedSessions;
    private final int recordedEvents;
    private final List<String> ids = new ArrayList<>(); // by number, in order of first appearance
    private int[] items; // (events): numbers of the events that are left
    private int[] offsets; // (sessions + 1)
    private long[] starts; // (sessions): milliseconds since 1970
    private long[] times; // (events): milliseconds since 1970
    private int repeats;
    private int rareItems;
    private int rareEvents;
    private int shortSessions;
    private int shortEvents;

    TrainingDataBuilder(List<Session> sessions, Preprocessing rules) {
        this.rules = rules;
        this.recordedSessions = sessions.size();
        this.recordedEvents =
                sessions.stream().mapToInt(session -> session.events().size()).sum();
        this.items = new int[recordedEvents];
        this.times = new long[recordedEvents];
        this.offsets = new int[sessions.size() + 1];
        this.starts = sessions.stream()
                .mapToLong(session -> session.events().get(0).timeMillis())
                .toArray();
        Map<String, Integer> numbers = new HashMap<>();
        int at = 0;
        for (int s = 0; s < sessions.size(); s++) {
            for (ItemEvent event : sessions.get(s).events()) {
                times[at] = event.timeMillis();
                items[at++] = numbers.computeIfAbsent(event.itemId(), id -> {
                    ids.add(id);
                    return ids.size() - 1;
                });
            }
            offsets[s + 1] = at;
        }
    }

    TrainingData build() {
        int before;
        do {
            before = items.length;
            if (rules.dropRepeats()) {
                dropRepeats();
            }
            dropRareItems();
            dropShortSessions();
        } while (items.length < before);
        requireSomeItems();
        return number();
    }

    private void requireSomeItems() {
        if (items.length == 0) {
            throw new IllegalArgumentException(
                    "nothing is left to train on: of " + recordedSessions + " sessions with " + recordedEvents
                            + " events none has " + rules.minSessionLength() + " events of items with a support of "
                            + rules.minItemSupport() + " or more; give more events or lower these limits");
        }
        if (Arrays.stream(items).allMatch(item -> item == items[0])) {
            throw new IllegalArgumentException("one item alone is left to train on, \"" + ids.get(items[0]) + "\", of "
                    + ids.size() + " in the log: a model needs two to choose from; give more events or lower the"
                    + " minimum support of " + rules.minItemSupport());
        }
    }

    private long[] support() {
        long[] support = new long[ids.size()];
        for (int item : items) {
            support[item]++;
        }
        return support;
    }

    private void dropRepeats() {
        int before = items.length;
        keep((i, start) -> i == start || items[i] != items[i - 1]);
        repeats += before - items.length;
    }

    private void dropRareItems() {
        long[] support = support();
        int before = items.length;
        rareItems += (int) Arrays.stream(support)
                .filter(events -> events > 0 && events < rules.minItemSupport())
                .count();
        keep((i, start) -> support[items[i]] >= rules.minItemSupport());
        rareEvents += before - items.length;
    }

    private void keep(EventRule wanted) {
        int kept = 0;
        int start = 0;
        for (int s = 0; s + 1 < offsets.length; s++) {
            int end = offsets[s + 1];
            for (int i = start; i < end; i++) {
                if (wanted.keeps(i, start)) {
                    times[kept] = times[i];
                    items[kept++] = items[i];
                }
            }
            start = end;
            offsets[s + 1] = kept;
        }
        items = Arrays.copyOf(items, kept);
        times = Arrays.copyOf(times, kept);
    }

    private void dropShortSessions() {
        int kept = 0;
        int sessions = 0;
        for (int s = 0; s + 1 < offsets.length; s++) {
            int start = offsets[s];
            int length = offsets[s + 1] - start;
            if (length >= rules.minSessionLength()) {
                System.arraycopy(items, start, items, kept, length);
                System.arraycopy(times, start, times, kept, length);
                starts[sessions] = starts[s];
                offsets[sessions++] = kept;
                kept += length;
            } else {
                shortSessions++;
                shortEvents += length;
            }
        }
        offsets[sessions] = kept;
        offsets = Arrays.copyOf(offsets, sessions + 1);
        starts = Arrays.copyOf(starts, sessions);
        items = Arrays.copyOf(items, kept);
        times = Arrays.copyOf(times, kept);
    }

    private TrainingData number() {
        long[] supportByNumber = support();
        int[] order = IntStream.range(0, ids.size())
                .filter(number -> supportByNumber[number] > 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer number) -> -supportByNumber[number])
                        .thenComparing(ids::get))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] rows = new int[ids.size()];
        long[] support = new long[order.length];
        List<String> vocabulary = new ArrayList<>(order.length);
        for (int row = 0; row < order.length; row++) {
            rows[order[row]] = row;
            support[row] = supportByNumber[order[row]];
            vocabulary.add(ids.get(order[row]));
        }
        int[] rowsOfEvents = Arrays.stream(items).map(number -> rows[number]).toArray();
        int shortItems = ids.size() - order.length - rareItems;
        return new TrainingData(
                new Vocabulary(vocabulary),
                support,
                rowsOfEvents,
                offsets,
                starts,
                times,
                rules,
                new Dropped(repeats, rareItems, rareEvents, shortSessions, shortEvents, shortItems),
                DataHash.of(vocabulary, rowsOfEvents, offsets));
    }

    /** Whether the event at a place is kept, in a session that starts at another. */
    private interface EventRule {
        boolean keeps(int at, int start);
    }
}
