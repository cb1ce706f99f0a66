package freshet.cli.train;

import freshet.trainer.Dropped;
import freshet.trainer.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what preprocessing left out and why. */
final class LeftOut {
    private LeftOut() {}

    /** On one line, rule by rule. */
    static String of(TrainingData data) {
        Dropped dropped = data.dropped();
        List<String> parts = new ArrayList<>();
        parts.add(String.format(
                Locale.ROOT,
                "%,d items with a support under %d (%,d events)",
                dropped.rareItems(),
                data.rules().minItemSupport(),
                dropped.rareEvents()));
        parts.add(String.format(
                Locale.ROOT,
                "%,d sessions shorter than %d (%,d events, %,d items that stood nowhere else)",
                dropped.shortSessions(),
                data.rules().minSessionLength(),
                dropped.shortEvents(),
                dropped.shortItems()));
        if (data.rules().dropRepeats()) {
            parts.add(String.format(Locale.ROOT, "%,d repeats of the item before", dropped.repeats()));
        }
        return "not learned from: " + String.join("; ", parts);
    }
}
