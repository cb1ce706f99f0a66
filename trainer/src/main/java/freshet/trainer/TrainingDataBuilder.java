package freshet.trainer;

import freshet.model.Vocabulary;
import freshet.trainer.column.IntStore;
import freshet.trainer.column.LongStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns recorded sessions into {@link TrainingData}, in their own columns: drops what the rules do
 * not keep, numbers the rest. For one use.
 */
final class TrainingDataBuilder {
    private final Preprocessing rules;
    private final int recordedSessions;
    private final int recordedEvents;
    private final List<String> ids; // by number
    private final IntStore items; // numbers of the events, of which the first ones are left
    private final IntStore offsets;
    private final LongStore starts;
    private final LongStore times;
    private long[] support = {}; // by number, when rare items were last looked for
    private int events; // that are left
    private int sessions; // that are left
    private int repeats;
    private int rareItems;
    private int rareEvents;
    private int shortSessions;
    private int shortEvents;

    TrainingDataBuilder(NumberedSessions recorded, Preprocessing rules) {
        this.rules = rules;
        this.recordedSessions = recorded.sessions();
        this.recordedEvents = recorded.items().size();
        this.ids = recorded.ids();
        this.items = recorded.items();
        this.offsets = recorded.offsets();
        this.starts = recorded.starts();
        this.times = recorded.times();
        this.events = recordedEvents;
        this.sessions = recordedSessions;
    }

    TrainingData build() {
        int before;
        do {
            before = events;
            if (rules.dropRepeats()) {
                dropRepeats();
            }
            dropRareItems();
            dropShortSessions();
        } while (events < before);
        requireSomeItems();
        return number();
    }

    private void requireSomeItems() {
        if (events == 0) {
            throw new IllegalArgumentException(
                    "nothing is left to train on: of " + recordedSessions + " sessions with " + recordedEvents
                            + " events none has " + rules.minSessionLength() + " events of items with a support of "
                            + rules.minItemSupport() + " or more; give more events or lower these limits");
        }
        int first = items.get(0);
        if (IntStream.range(0, events).allMatch(event -> items.get(event) == first)) {
            throw new IllegalArgumentException("one item alone is left to train on, \"" + ids.get(first) + "\", of "
                    + ids.size() + " in the log: a model needs two to choose from; give more events or lower the"
                    + " minimum support of " + rules.minItemSupport());
        }
    }

    private long[] counted() {
        long[] counts = new long[ids.size()];
        for (int event = 0; event < events; event++) {
            counts[items.get(event)]++;
        }
        return counts;
    }

    private void dropRepeats() {
        int before = events;
        keep((i, start) -> i == start || items.get(i) != items.get(i - 1));
        repeats += before - events;
    }

    private void dropRareItems() {
        support = counted();
        int rare = (int) Arrays.stream(support)
                .filter(many -> many > 0 && many < rules.minItemSupport())
                .count();
        if (rare == 0) {
            return;
        }
        rareItems += rare;
        int before = events;
        keep((i, start) -> support[items.get(i)] >= rules.minItemSupport());
        rareEvents += before - events;
    }

    private void keep(EventRule wanted) {
        int kept = 0;
        int start = 0;
        for (int s = 0; s < sessions; s++) {
            int end = offsets.get(s + 1);
            for (int i = start; i < end; i++) {
                if (wanted.keeps(i, start)) {
                    move(i, kept++);
                }
            }
            start = end;
            offsets.set(s + 1, kept);
        }
        events = kept;
    }

    /** Where nothing has fallen away yet, nothing moves: pages of a file stay as they are. */
    private void move(int from, int to) {
        if (from != to) {
            times.set(to, times.get(from));
            items.set(to, items.get(from));
        }
    }

    private void moveAll(int from, int end, int to) {
        if (from != to) {
            for (int i = from; i < end; i++) {
                move(i, to + i - from);
            }
        }
    }

    private void dropShortSessions() {
        int kept = 0;
        int keptSessions = 0;
        int start = 0;
        for (int s = 0; s < sessions; s++) {
            int end = offsets.get(s + 1);
            int length = end - start;
            if (length >= rules.minSessionLength()) {
                moveAll(start, end, kept);
                kept += length;
                starts.set(keptSessions, starts.get(s));
                offsets.set(++keptSessions, kept);
            } else {
                shortSessions++;
                shortEvents += length;
            }
            start = end;
        }
        sessions = keptSessions;
        events = kept;
    }

    /** The last look for rare items found none, and nothing has fallen away since. */
    private TrainingData number() {
        int[] order = IntStream.range(0, ids.size())
                .filter(number -> support[number] > 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer number) -> -support[number])
                        .thenComparing(ids::get))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] rows = new int[ids.size()];
        long[] supportByRow = new long[order.length];
        List<String> vocabulary = new ArrayList<>(order.length);
        for (int row = 0; row < order.length; row++) {
            rows[order[row]] = row;
            supportByRow[row] = support[order[row]];
            vocabulary.add(ids.get(order[row]));
        }
        for (int event = 0; event < events; event++) {
            items.set(event, rows[items.get(event)]);
        }
        int shortItems = ids.size() - order.length - rareItems;
        TrainingData data = new TrainingData(
                new Vocabulary(vocabulary),
                supportByRow,
                items.first(events),
                offsets.first(sessions + 1),
                starts.first(sessions),
                times.first(events),
                rules,
                new Dropped(repeats, rareItems, rareEvents, shortSessions, shortEvents, shortItems),
                "");
        return data.withHash(DataHash.of(vocabulary, data.items(), data.sessionOffsets()));
    }

    /** Whether the event at a place is kept, in a session that starts at another. */
    private interface EventRule {
        boolean keeps(int at, int start);
    }
}
