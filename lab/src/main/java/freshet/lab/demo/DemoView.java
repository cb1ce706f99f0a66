package freshet.lab.demo;

import freshet.gateway.live.LiveQuality;
import freshet.lab.demo.DemoFigures.VersionFigures;
import freshet.lab.demo.StatusClock.DemoStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Shows a demo on the terminal, or in lines where there is none. Threads may share it. */
final class DemoView implements AutoCloseable {
    private static final int PLAIN_EVERY = 5; // statuses per line where nothing can be redrawn
    private static final int SAMPLE_EVERY = 15;

    private final Screen screen;
    private final StatusBlock block;
    private int statuses;

    DemoView(Screen screen) {
        this.screen = screen;
        this.block = new StatusBlock(screen);
    }

    /** Something happened that is to stay on the screen. */
    void say(String line) {
        block.say(line);
    }

    /** Something happened that the demo was made to show. */
    void stress(String line) {
        block.say(screen.bold(line));
    }

    /** Shows a new status. */
    void show(DemoStatus status) {
        if (screen.redraws()) {
            block.draw(lines(status));
            return;
        }
        statuses++;
        if (statuses % PLAIN_EVERY == 0) {
            block.say(line(status));
        }
        if (statuses % SAMPLE_EVERY == 0) {
            status.figures().sample().forEach(block::say);
        }
    }

    @Override
    public void close() {
        block.close();
    }

    static String percentiles(Histogram micros) {
        return micros.getTotalCount() == 0
                ? "no answer yet"
                : format(
                        "p50 %.1f ms, p90 %.1f ms, p99 %.1f ms",
                        micros.getValueAtPercentile(50) / 1e3,
                        micros.getValueAtPercentile(90) / 1e3,
                        micros.getValueAtPercentile(99) / 1e3);
    }

    static String quality(VersionFigures version) {
        return format(
                "version %d   Recall@20 %.3f   MRR@20 %.3f   of %,d predictions; of the latest %,d Recall@20 %.3f",
                version.version(),
                version.recall(),
                version.mrr(),
                version.predictions(),
                Math.min(LiveQuality.RECENT, version.predictions()),
                version.recentRecall());
    }

    private static List<String> lines(DemoStatus status) {
        DemoFigures figures = status.figures();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(format(
                "live for %.0f s%s", status.seconds(), status.training().isEmpty() ? "" : "; " + status.training()));
        lines.add(format("events           %,9d   %6.0f a second", status.written(), status.eventsPerSecond()));
        lines.add(format(
                "recommendations  %,9d   %6.0f a second   rejected %d %s   on the way %d",
                figures.answered(),
                status.answersPerSecond(),
                figures.rejectedEvents(),
                figures.rejected().isEmpty() ? "" : figures.rejected(),
                figures.open(status.written())));
        lines.add("latency          " + percentiles(status.latency()) + "   (event sent to recommendation read)");
        figures.versions().forEach(version -> lines.add("model " + quality(version)));
        lines.addAll(figures.sample());
        return lines;
    }

    private static String line(DemoStatus status) {
        DemoFigures figures = status.figures();
        Optional<VersionFigures> newest = figures.version(figures.newestVersion());
        return format(
                "%3.0f s: %,d events, %.0f a second; %,d recommendations, %.0f a second; latency %s%s%s",
                status.seconds(),
                status.written(),
                status.eventsPerSecond(),
                figures.answered(),
                status.answersPerSecond(),
                percentiles(status.latency()),
                newest.map(version -> "; " + quality(version)).orElse(""),
                status.training().isEmpty() ? "" : "; " + status.training());
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
