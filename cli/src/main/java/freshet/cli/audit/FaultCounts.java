package freshet.cli.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts faults and keeps the first few places of each. For one thread. */
final class FaultCounts {
    /** Places that are kept per fault. */
    static final int PLACES = 5;

    private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);
    private final Map<Fault, List<String>> places = new EnumMap<>(Fault.class);

    FaultCounts() {
        for (Fault fault : Fault.values()) {
            counts.put(fault, 0L);
            places.put(fault, new ArrayList<>());
        }
    }

    void add(Fault fault, String topic, int partition, long offset) {
        counts.merge(fault, 1L, Long::sum);
        List<String> kept = places.get(fault);
        if (kept.size() < PLACES) {
            kept.add(topic + "-" + partition + "@" + offset);
        }
    }

    long count(Fault fault) {
        return counts.get(fault);
    }

    /** The first places, as topic-partition@offset. */
    List<String> places(Fault fault) {
        return List.copyOf(places.get(fault));
    }
}
