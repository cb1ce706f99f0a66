package freshet.cli.models;

import freshet.cli.CommandName;
import freshet.model.text.Quote;
import freshet.schema.ModelAnnouncement;
import freshet.serving.table.AnnouncedModel;
import freshet.serving.trial.Trial;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes for people which models are announced, and which answer. For one thread. */
final class ModelsText {
    private static final int SHOWN = 5;
    private static final String EPOCH = "epoch";
    private static final double BYTES_PER_MEGABYTE = 1e6;
    private static final double PER_CENT = 100;

    private final PrintWriter out;

    ModelsText(PrintWriter out) {
        this.out = out;
    }

    /** A block per model, a paragraph per version. */
    void announced(String topic, SortedMap<String, AnnouncedModel> models) {
        if (models.isEmpty()) {
            out.println("no model is announced on topic " + topic);
        }
        models.forEach((name, model) -> {
            out.println("model " + Quote.plain(name));
            model.challenger().ifPresent(challenger -> version(challenger, standing(model.trial())));
            List<ModelAnnouncement> versions = model.champions();
            versions.stream()
                    .limit(SHOWN)
                    .forEach(each -> version(each, each == versions.get(0) ? champion(model) : ""));
            if (versions.size() > SHOWN) {
                out.println("  and " + (versions.size() - SHOWN) + " earlier ones");
            }
        });
    }

    private static String champion(AnnouncedModel model) {
        return model.trial().isPresent() ? ", the champion" : ", the highest";
    }

    private static String standing(Optional<Trial> trial) {
        return trial.map(on -> String.format(
                        Locale.ROOT,
                        ", the challenger: answers %s of the sessions, %s in the shadow",
                        perCent(on.share()),
                        perCent(on.shadow())))
                .orElse(", a challenger whose trial is over: a champion of a higher version was announced");
    }

    private static String perCent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", PER_CENT * share);
    }

    private void version(ModelAnnouncement announced, String standing) {
        StoredBundle bundle = StoredBundle.of(announced);
        out.println("  version " + announced.getVersion() + ", announced " + announced.getCreatedAt() + standing);
        line("bundle", Quote.plain(announced.getUri()));
        line(
                "state",
                Quote.plain(bundle.state())
                        + bundle.bytes().map(bytes -> ", " + megabytes(bytes)).orElse(""));
        bundle.outline()
                .ifPresent(outline -> line(
                        "model",
                        String.format(Locale.ROOT, "%s, %,d items", Quote.plain(outline.kind()), outline.items())));
        if (!announced.getMetrics().isEmpty()) {
            line(
                    "measured",
                    new TreeMap<>(announced.getMetrics())
                            .entrySet().stream()
                                    .map(metric -> Quote.plain(metric.getKey()) + " "
                                            + figure(metric.getKey(), metric.getValue()))
                                    .collect(Collectors.joining(", ")));
        }
        if (!announced.getNote().isEmpty()) {
            line("note", Quote.line(announced.getNote()));
        }
    }

    /** A line per version that has made some of the newest answers. */
    void answers(String topic, Answers answers, SortedMap<String, AnnouncedModel> models) {
        out.println();
        if (answers.total() == 0) {
            out.println("no answers on topic " + topic);
            return;
        }
        out.printf(Locale.ROOT, "the newest %,d answers on topic %s%n", answers.total(), topic);
        answers.byVersion()
                .forEach((version, share) -> out.printf(
                        Locale.ROOT,
                        "  version %d: %.1f %%, the last at %s%s%n",
                        version,
                        PER_CENT * share.answers() / answers.total(),
                        share.last(),
                        of(version, models)));
        out.println(CommandName.of("audit") + " tells the Recall of each version");
    }

    /** Answers do not name their model; its version mostly tells. */
    private static String of(long version, SortedMap<String, AnnouncedModel> models) {
        if (version == 0) {
            return "; no model had arrived";
        }
        List<String> names = models.entrySet().stream()
                .filter(model -> Stream.concat(
                                model.getValue().champions().stream(), model.getValue().challenger().stream())
                        .anyMatch(each -> each.getVersion() == version))
                .map(model -> Quote.plain(model.getKey()))
                .toList();
        return names.isEmpty()
                ? "; its announcement is no longer on the topic"
                : "; of model " + String.join(" or ", names);
    }

    private void line(String label, String text) {
        out.printf(Locale.ROOT, "    %-9s %s%n", label, text);
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.1f MB", bytes / BYTES_PER_MEGABYTE);
    }

    /** The epoch is a number of the trainer's, and all else a measure. */
    private static String figure(String name, double value) {
        return String.format(Locale.ROOT, name.equals(EPOCH) ? "%.0f" : "%.4f", value);
    }
}
