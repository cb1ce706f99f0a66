package freshet.trainer.report;

import freshet.model.evaluation.Quality;
import freshet.model.evaluation.RankingMetrics;
import freshet.trainer.EpochResult;
import freshet.trainer.TrainingData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The figures at the top of the page. */
record Headline(String name, String value, String note) {

    /** @param judged empty without validation, else the model first and then the trivial ones */
    static List<Headline> of(TrainingRun run, List<Judged> judged) {
        List<Headline> headlines = new ArrayList<>();
        if (!judged.isEmpty()) {
            Quality quality = judged.get(0).quality();
            headlines.add(accuracy("Recall@" + quality.k(), judged, RankingMetrics::recall));
            headlines.add(accuracy("MRR@" + quality.k(), judged, RankingMetrics::mrr));
            headlines.add(new Headline(
                    "Coverage@" + quality.k(),
                    Numbers.percent(quality.catalogue().coverage()),
                    "of all items are recommended to someone"));
        }
        TrainingData data = run.plan().data();
        headlines.add(new Headline("Items", Numbers.count(data.vocabulary().size()), "in the vocabulary"));
        headlines.add(new Headline(
                "Training events",
                Numbers.count(data.items().size()),
                "in " + Numbers.counted(data.sessions(), "session")));
        headlines.add(new Headline(
                "Training time", Numbers.duration(run.seconds()), run.epochs().isEmpty() ? "" : epochs(run)));
        return List.copyOf(headlines);
    }

    /** The time is this process's, while the epochs are all. */
    private static String epochs(TrainingRun run) {
        String epochs = Numbers.counted(run.epochs().size(), "epoch");
        double seconds = run.epochs().stream().mapToDouble(EpochResult::seconds).sum();
        return run.plan().resumed()
                ? "since it was resumed; all " + epochs + " took " + Numbers.duration(seconds)
                : epochs;
    }

    private static Headline accuracy(String name, List<Judged> judged, ToDoubleFunction<RankingMetrics> metric) {
        ToDoubleFunction<Judged> value =
                each -> metric.applyAsDouble(each.quality().metrics());
        String note = judged.stream()
                .skip(1)
                .max(Comparator.comparingDouble(value))
                .map(other -> other.name() + ": " + Numbers.percent(value.applyAsDouble(other)))
                .orElse("");
        return new Headline(name, Numbers.percent(value.applyAsDouble(judged.get(0))), note);
    }
}
