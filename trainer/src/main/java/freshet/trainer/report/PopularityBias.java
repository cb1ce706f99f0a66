package freshet.trainer.report;

import freshet.model.evaluation.Quality;
import freshet.model.evaluation.Quality.PopularityGroup;
import freshet.trainer.report.Chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** How far the models lean on popular items, against what sessions really went on with. */
record PopularityBias(String summary, List<String> models, List<Row> rows, Chart chart) {

    /**
     * One group of items.
     *
     * @param items how many
     * @param support training events per item, from the least to the most
     * @param next share of the known items that came next
     * @param recommended share of what each model recommended
     * @param recall the first model's, where an item of the group came next
     */
    record Row(String group, String items, String support, String next, List<String> recommended, String recall) {}

    static PopularityBias of(List<Judged> judged) {
        List<List<PopularityGroup>> groups = judged.stream()
                .map(each -> each.quality().byPopularity())
                .toList(); // all of one length: the models know the same items
        return new PopularityBias(
                summary(judged.get(0)),
                judged.stream().map(Judged::name).toList(),
                IntStream.range(0, groups.get(0).size())
                        .mapToObj(group ->
                                row(groups.stream().map(each -> each.get(group)).toList(), group, groups))
                        .toList(),
                chart(judged, groups));
    }

    private static String summary(Judged model) {
        Quality quality = model.quality();
        PopularityGroup head = quality.byPopularity().get(0);
        return "The items are sorted by their training events and parted into groups that hold a tenth of"
                + " those events each: group 1 has the " + Numbers.counted(head.items(), "most popular item")
                + ", the last one everything rare. A bar of "
                + model.name()
                + " above what came next says that it recommends these items more than sessions want them."
                + " Its lists hold " + Numbers.decimal(quality.catalogue().support(), 1)
                + " training events per item on average.";
    }

    private static Row row(List<PopularityGroup> ofModels, int group, List<List<PopularityGroup>> all) {
        PopularityGroup first = ofModels.get(0);
        return new Row(
                Integer.toString(group + 1),
                Numbers.count(first.items()),
                first.leastSupport() == first.mostSupport()
                        ? Numbers.count(first.mostSupport())
                        : Numbers.count(first.leastSupport()) + "–" + Numbers.count(first.mostSupport()),
                Numbers.unsigned(share(all.get(0), group, PopularityGroup::next)),
                IntStream.range(0, ofModels.size())
                        .mapToObj(model -> Numbers.unsigned(share(all.get(model), group, PopularityGroup::recommended)))
                        .toList(),
                Numbers.unsigned(first.recall()));
    }

    private static Chart chart(List<Judged> judged, List<List<PopularityGroup>> groups) {
        List<Series> series = new ArrayList<>();
        series.add(new Series("came next", "grey", percents(groups.get(0), PopularityGroup::next)));
        series.add(new Series(
                judged.get(0).name() + " recommends", "first", percents(groups.get(0), PopularityGroup::recommended)));
        if (judged.size() > 1) {
            series.add(new Series(
                    judged.get(1).name() + " recommends",
                    "second",
                    percents(groups.get(1), PopularityGroup::recommended)));
        }
        return new Chart(
                "bar",
                "group, the most popular items first",
                "share",
                true,
                IntStream.rangeClosed(1, groups.get(0).size())
                        .mapToObj(Integer::toString)
                        .toList(),
                series,
                -1);
    }

    private static List<Double> percents(List<PopularityGroup> groups, ToLongFunction<PopularityGroup> count) {
        return IntStream.range(0, groups.size())
                .mapToObj(group -> Numbers.percents(share(groups, group, count)))
                .toList();
    }

    private static double share(List<PopularityGroup> groups, int group, ToLongFunction<PopularityGroup> count) {
        long all = groups.stream().mapToLong(count).sum();
        return all == 0 ? Double.NaN : (double) count.applyAsLong(groups.get(group)) / all;
    }
}
