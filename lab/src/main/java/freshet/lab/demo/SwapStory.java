package freshet.lab.demo;

import freshet.gateway.live.LiveQuality;
import freshet.lab.demo.DemoFigures.VersionFigures;
import java.util.Locale;
import java.util.Optional;

/** Notices that another model version answers, and what became better by it. For one thread. */
final class SwapStory {
    private static final long ENOUGH = 1_000; // predictions by which a version can be judged

    private final DemoView view;
    private long serving;
    private Optional<VersionFigures> before = Optional.empty();
    private boolean compared = true;

    SwapStory(DemoView view) {
        this.view = view;
    }

    /** Looks at new figures. */
    void look(DemoFigures figures) {
        long newest = figures.newestVersion();
        if (newest != serving) {
            before = figures.version(serving);
            compared = before.isEmpty();
            serving = newest;
            view.stress("version " + newest + " answers now"
                    + before.map(SwapStory::ended).orElse(""));
        }
        figures.version(newest)
                .filter(version -> !compared && version.predictions() >= ENOUGH)
                .ifPresent(this::compare);
    }

    private void compare(VersionFigures now) {
        compared = true;
        before.ifPresent(old -> view.stress(String.format(
                Locale.ROOT,
                "Recall@20 before and after the swap: %.3f with version %d, %.3f with version %d (its first %,d "
                        + "predictions)",
                old.recentRecall(),
                old.version(),
                now.recall(),
                now.version(),
                now.predictions())));
    }

    private static String ended(VersionFigures old) {
        return String.format(
                Locale.ROOT,
                "; version %d ended with Recall@20 %.3f over its latest %,d predictions",
                old.version(),
                old.recentRecall(),
                Math.min(LiveQuality.RECENT, old.predictions()));
    }
}
