package freshet.cli.train;

import freshet.model.bundle.ModelBundle;
import freshet.model.evaluation.RankingMetrics;
import freshet.trainer.Validation;
import freshet.trainer.mix.MixWeights;
import freshet.trainer.mix.MixWeights.PartWeights;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a mix weighs and how good it is, for a person. Immutable. */
record MixTable(List<Path> files, List<ModelBundle> models, MixWeights weights) {

    /**
     * A line per model and one for the mix.
     *
     * @param sessions on which all are measured
     * @param mix whose metrics tell how good it is
     */
    String text(Validation sessions, ModelBundle mix) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%9s %9s %9s  %s  model%n",
                "Recall@" + Validation.K,
                "MRR@" + Validation.K,
                "sharpness",
                columns(weights.lengths().stream().map(from -> "from " + from).toList())));
        for (int i = 0; i < models.size(); i++) {
            RankingMetrics alone = sessions.measure(models.get(i));
            PartWeights part = weights.parts().get(i);
            text.append(String.format(
                    Locale.ROOT,
                    "%9.4f %9.4f %9.2f  %s  %s (%s)%n",
                    alone.recall(),
                    alone.mrr(),
                    part.sharpness(),
                    columns(part.weights().stream()
                            .map(weight -> String.format(Locale.ROOT, "%.4f", weight))
                            .toList()),
                    files.get(i),
                    models.get(i).kind()));
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "%9.4f %9.4f %9s  %s  the mix, weights by the length of a session, fitted to %,d"
                                + " predictions%n",
                        mix.metrics().get(Validation.RECALL),
                        mix.metrics().get(Validation.MRR),
                        "",
                        columns(weights.lengths().stream().map(from -> "").toList()),
                        weights.predictions()))
                .toString();
    }

    private static String columns(List<String> texts) {
        return texts.stream()
                .map(text -> String.format(Locale.ROOT, "%7s", text))
                .collect(Collectors.joining(" "));
    }
}
