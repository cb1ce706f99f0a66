package freshet.lab.benchmark.serving;

import freshet.lab.benchmark.serving.LatencyLog.Answered;
import freshet.lab.benchmark.serving.Swapper.SwapMoment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What swaps did to the latency. An event was about during a swap if any of the time between when
 * it was due and when its recommendation was read lay between the announcement and half a second
 * after the new model was in service.
 *
 * @param latency of all events of the run
 * @param swaps in their order
 */
record SwapFigures(LatencyFigures latency, List<SwapMoment> swaps) {
    private static final long AFTERWARDS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final double MILLI = 1e6;

    /** Every figure by its name. */
    Map<String, Number> figures() {
        Map<String, Number> figures = new LinkedHashMap<>(latency.figures());
        LatencyFigures during = part(true);
        LatencyFigures between = part(false);
        figures.put("swaps", swaps.size());
        figures.put("versionsSeen", latency.versions().size());
        figures.put(
                "longestUptakeMillis",
                swaps.stream()
                                .mapToLong(s -> s.servedNanos() - s.announcedNanos())
                                .max()
                                .orElse(0)
                        / MILLI);
        figures.put("eventsDuringSwaps", during.answered().size());
        figures.put("p99MillisDuringSwaps", during.figures().get("p99Millis"));
        figures.put("maxMillisDuringSwaps", during.figures().get("maxMillis"));
        figures.put("p99MillisBetweenSwaps", between.figures().get("p99Millis"));
        figures.put("maxMillisBetweenSwaps", between.figures().get("maxMillis"));
        List<Long> resident = residentMegabytes();
        for (int swap = 0; swap < resident.size(); swap++) {
            figures.put("residentMegabytesAfterSwap" + (swap + 1), resident.get(swap));
        }
        return figures;
    }

    /** Of the whole process at the end of each swap. */
    List<Long> residentMegabytes() {
        return swaps.stream()
                .flatMap(swap -> swap.resident().stream().boxed())
                .map(bytes -> bytes >> 20)
                .toList();
    }

    private LatencyFigures part(boolean duringSwaps) {
        List<Answered> events = latency.answered().stream()
                .filter(event -> duringSwaps == swaps.stream().anyMatch(swap -> overlap(event, swap)))
                .toList();
        return new LatencyFigures(latency.perSecond(), events, latency.busyCores(), latency.load(), Optional.empty());
    }

    private static boolean overlap(Answered event, SwapMoment swap) {
        return event.readNanos() >= swap.announcedNanos() && event.dueNanos() <= swap.servedNanos() + AFTERWARDS_NANOS;
    }
}
