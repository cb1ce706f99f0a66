package freshet.model.data.run;

import freshet.model.session.ItemEvent;
import java.util.HashMap;
import java.util.Map;

/**
 * Collects the events of a file by their session's key: events of one session that are close in the
 * log travel as one {@link EventGroup}. For one thread.
 */
public final class EventGroups {
    private static final int MOST_EVENTS = 1 << 17;

    /** Takes groups as bytes. */
    @FunctionalInterface
    public interface Taker {

        /**
         * Takes one.
         *
         * @param hash of its session's key; other keys may have the same
         * @param group which {@link EventGroup#of} reads
         */
        void take(long hash, byte[] group);
    }

    private final int file;
    private final Taker taker;
    private final int mostEvents;
    private final Map<String, Collected> open = new HashMap<>();
    private final ByteSink sink = new ByteSink(256);
    private int part;
    private int events;

    /** @param file number of the file in the log */
    public EventGroups(int file, Taker taker) {
        this(file, taker, MOST_EVENTS);
    }

    /** @param mostEvents that are in memory */
    EventGroups(int file, Taker taker, int mostEvents) {
        this.file = file;
        this.taker = taker;
        this.mostEvents = mostEvents;
    }

    /** Takes the next event of the file. */
    public void add(String key, ItemEvent event) {
        open.computeIfAbsent(key, each -> new Collected(event.timeMillis())).add(event);
        if (++events == mostEvents) {
            flush();
        }
    }

    /** Hands over the groups that are left. */
    public void flush() {
        open.forEach((key, collected) -> {
            sink.clear();
            sink.text(key);
            sink.number(file);
            sink.number(part);
            sink.number(collected.start);
            sink.number(collected.count);
            sink.append(collected.sink);
            taker.take(hash(key), sink.toArray());
        });
        open.clear();
        events = 0;
        part++;
    }

    /** FNV-1a by characters, its bits mixed as MurmurHash3 ends. */
    private static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }

    /** The events of a session so far. */
    private static final class Collected {
        private final long start;
        private final ByteSink sink = new ByteSink(64);
        private final EventBytes bytes;
        private int count;

        Collected(long start) {
            this.start = start;
            this.bytes = new EventBytes(sink, sink::text, start);
        }

        void add(ItemEvent event) {
            bytes.write(event);
            count++;
        }
    }
}
