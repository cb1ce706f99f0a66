package freshet.trainer.report;

import freshet.model.evaluation.Evaluation;
import freshet.model.evaluation.Quality;
import freshet.model.evaluation.TieRule;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The model beside the trivial ones in every metric. */
record BaselineComparison(String summary, List<String> models, List<Row> rows, String note) {

    /** One metric of all models. */
    record Row(String name, List<Cell> cells) {}

    /**
     * @param best whether no model has more; told of accuracy and coverage, where more is better
     */
    record Cell(String text, boolean best) {}

    static BaselineComparison of(List<Judged> judged) {
        Evaluation evaluation = judged.get(0).evaluation();
        Quality quality = evaluation.quality();
        String k = "@" + quality.k();
        List<Row> rows = List.of(
                share("Recall" + k, judged, each -> each.metrics().recall()),
                share("MRR" + k, judged, each -> each.metrics().mrr()),
                share("NDCG" + k, judged, each -> each.metrics().ndcg()),
                share("Precision" + k, judged, each -> each.metrics().precision()),
                share("F1" + k, judged, each -> each.metrics().f1()),
                share("Coverage" + k, judged, each -> each.catalogue().coverage()),
                new Row(
                        "Average popularity",
                        judged.stream()
                                .map(each -> new Cell(
                                        Numbers.unsigned(
                                                each.quality().catalogue().popularity()),
                                        false))
                                .toList()));
        return new BaselineComparison(
                summary(evaluation),
                judged.stream().map(Judged::name).toList(),
                rows,
                "Markov is a first-order chain: what came most often after the session’s last item."
                        + " Session popularity puts the session’s own items first, then the most popular ones;"
                        + " popularity the most popular ones alone."
                        + " Coverage is the share of all items that are in at least one list."
                        + " Average popularity is that of the recommended items, counted in training events and"
                        + " scaled from the rarest item (0 %) to the most popular one (100 %); of the items"
                        + " that did come next it is "
                        + Numbers.percent(quality.catalogue().nextPopularity()) + ".");
    }

    private static String summary(Evaluation evaluation) {
        return Numbers.counted(evaluation.metrics().predictions(), "prediction") + " in "
                + Numbers.counted(evaluation.sessions(), "validation session")
                + ": every event but a session’s first is predicted from those before it, and all items are ranked. "
                + ties(evaluation.settings().ties())
                + (evaluation.settings().excludeCurrent()
                        ? " The session’s last item is never recommended."
                        : " The session’s last item may be recommended again.")
                + (evaluation.unknown() == 0
                        ? ""
                        : " " + Numbers.counted(evaluation.unknown(), "event") + " of items that the models do not know"
                                + " count as missed where they were to be predicted.");
    }

    private static String ties(TieRule rule) {
        return switch (rule) {
            case SERVED -> "Equal scores rank as they are served: the item with more training events first.";
            case STANDARD -> "Among equal scores the item that came next ranks first (standard tie rule).";
            case CONSERVATIVE -> "Among equal scores the item that came next ranks last (conservative tie rule).";
            case MEDIAN -> "Among equal scores the item that came next ranks in the middle (median tie rule).";
        };
    }

    private static Row share(String name, List<Judged> judged, ToDoubleFunction<Quality> metric) {
        double[] values =
                judged.stream().map(Judged::quality).mapToDouble(metric).toArray();
        double best = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .max()
                .orElse(0);
        return new Row(
                name,
                IntStream.range(0, values.length)
                        .mapToObj(i -> new Cell(Numbers.unsigned(values[i]), values[i] == best))
                        .toList());
    }
}
