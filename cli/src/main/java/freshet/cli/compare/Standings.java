package freshet.cli.compare;

import freshet.trainer.report.ComparedLog;
import freshet.trainer.report.ComparedModel;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The means over the seeds, for each log and model. */
final class Standings {
    private Standings() {}

    /**
     * Logs in the order in which they were begun; on each the model of the highest recall first.
     */
    static List<ComparedLog> of(List<Finish> finishes) {
        Map<Contest, List<Finish>> byContest = finishes.stream()
                .collect(Collectors.groupingBy(Finish::contest, LinkedHashMap::new, Collectors.toList()));
        return byContest.entrySet().stream()
                .map(each -> new ComparedLog(each.getKey().log(), each.getKey().predictions(), models(each.getValue())))
                .toList();
    }

    private static List<ComparedModel> models(List<Finish> finishes) {
        Map<String, List<Finish>> byName = finishes.stream()
                .collect(Collectors.groupingBy(
                        finish -> finish.contender().name(), LinkedHashMap::new, Collectors.toList()));
        return byName.entrySet().stream()
                .map(each -> model(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingDouble(ComparedModel::recall).reversed())
                .toList();
    }

    private static ComparedModel model(String name, List<Finish> finishes) {
        DoubleSummaryStatistics recall = over(finishes, Finish::recall);
        return new ComparedModel(
                name,
                finishes.size(),
                recall.getAverage(),
                recall.getMax() - recall.getMin(),
                over(finishes, Finish::mrr).getAverage(),
                over(finishes, Finish::coverage).getAverage(),
                over(finishes, Finish::calibrationError).getAverage(),
                over(finishes, Finish::listCalibrationError).getAverage(),
                over(finishes, Finish::seconds).getAverage(),
                over(finishes, finish -> finish.cost().eventsPerCoreSecond()).getAverage(),
                Math.round(over(finishes, Finish::bundleBytes).getAverage()),
                over(finishes, finish -> finish.cost().sessionBytes()).getAverage());
    }

    private static DoubleSummaryStatistics over(List<Finish> finishes, ToDoubleFunction<Finish> figure) {
        return finishes.stream().mapToDouble(figure).summaryStatistics();
    }
}
