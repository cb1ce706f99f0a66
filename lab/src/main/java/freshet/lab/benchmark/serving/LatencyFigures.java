package freshet.lab.benchmark.serving;

import freshet.lab.benchmark.serving.LatencyLog.Answered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How long events waited for their recommendations.
 *
 * @param perSecond rate at which events were due
 * @param answered all events of the run
 * @param busyCores CPU time of the whole process per second: how many cores it kept busy
 * @param load of the machine at the end
 * @param cores who had them while answers were slow and while they were not; empty if nobody looked
 */
record LatencyFigures(
        double perSecond, List<Answered> answered, double busyCores, double load, Optional<CoreSplit> cores) {
    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);
    private static final double MILLI = 1e3;

    /** The same, and who had the cores meanwhile. */
    LatencyFigures with(CoreSplit split) {
        return new LatencyFigures(perSecond, answered, busyCores, load, Optional.of(split));
    }

    /** Every figure by its name; percentiles over no event are NaN. */
    Map<String, Number> figures() {
        Histogram micros = micros();
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("perSecond", perSecond);
        figures.put("events", answered.size());
        figures.put("p50Millis", millis(micros, 50));
        figures.put("p90Millis", millis(micros, 90));
        figures.put("p99Millis", millis(micros, 99));
        figures.put("p999Millis", millis(micros, 99.9));
        figures.put("maxMillis", millis(micros, 100));
        figures.put("busyCores", busyCores);
        figures.put("load", load);
        return figures;
    }

    /** The versions that answered, in order. */
    TreeSet<Long> versions() {
        TreeSet<Long> versions = new TreeSet<>();
        answered.forEach(event -> versions.add(event.modelVersion()));
        return versions;
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? Double.NaN : micros.getValueAtPercentile(percentile) / MILLI;
    }

    private Histogram micros() {
        Histogram micros = new Histogram(LONGEST_MICROS, 3);
        answered.forEach(event -> micros.recordValue(Math.min(event.latencyMicros(), LONGEST_MICROS)));
        return micros;
    }
}
