package freshet.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import freshet.model.bundle.ModelBundle;
import freshet.model.evaluation.Quality;
import freshet.model.evaluation.Quality.BandMetrics;
import freshet.model.evaluation.Quality.PopularityGroup;
import freshet.model.evaluation.Reliability;
import freshet.trainer.Logs;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.Validation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingReportTest {
    private static final TrainingPlan PLAN = TrainingPlan.of(Logs.cycle(61, 150))
            .validatedOn(Logs.sessions(
                    "item1 item2 item3 item4", "item7 item8", "item9 item30 item31", "item1 item0 unknown item2"));

    @TempDir
    private Path folder;

    @Test
    void metricTableHoldsTheFiguresOfTheEvaluationForEveryModel() throws Exception {
        TrainingRun run = Runs.of("gru4rec", PLAN);
        Document page = Runs.page(folder, run);

        assertThat(page.select("#metrics thead th").eachText())
                .containsExactly("gru4rec", "Markov", "Session popularity", "Popularity");
        List<Quality> qualities = List.of(
                quality(run.bundle()), baseline("markov"), baseline("session-popularity"), baseline("popularity"));
        for (int model = 0; model < qualities.size(); model++) {
            Quality quality = qualities.get(model);
            assertThat(column(page, model))
                    .containsExactly(
                            percent(quality.metrics().recall()),
                            percent(quality.metrics().mrr()),
                            percent(quality.metrics().ndcg()),
                            percent(quality.metrics().precision()),
                            percent(quality.metrics().f1()),
                            percent(quality.catalogue().coverage()),
                            percent(quality.catalogue().popularity()));
        }
        assertThat(page.select("#comparison").text())
                .contains("9 predictions in 4 validation sessions", "Equal scores rank as they are served");
    }

    @Test
    void bandsHoldTheFiguresOfTheEvaluation() throws Exception {
        TrainingRun run = Runs.of("gru4rec", PLAN);
        Document page = Runs.page(folder, run);

        Quality quality = quality(run.bundle());
        assertBands(
                page, "length", quality.bySessionLength(), baseline("markov").bySessionLength());
        assertBands(page, "position", quality.byPosition(), baseline("markov").byPosition());
    }

    @Test
    void popularityGroupsHoldTheFiguresOfTheEvaluation() throws Exception {
        TrainingRun run = Runs.of("gru4rec", PLAN);
        Document page = Runs.page(folder, run);

        List<PopularityGroup> groups = quality(run.bundle()).byPopularity();
        double next = groups.stream().mapToLong(PopularityGroup::next).sum();
        double recommended =
                groups.stream().mapToLong(PopularityGroup::recommended).sum();
        List<Element> rows = page.select("#popularity-groups tbody tr");
        assertThat(rows).hasSameSizeAs(groups);
        for (int i = 0; i < rows.size(); i++) {
            List<String> cells = rows.get(i).select("td").eachText();
            assertThat(cells.get(0)).isEqualTo("" + groups.get(i).items());
            assertThat(cells.get(2)).isEqualTo(percent(groups.get(i).next() / next));
            assertThat(cells.get(3)).isEqualTo(percent(groups.get(i).recommended() / recommended));
        }
        JsonNode shares = charts(page).at("/popularity/series/1/values");
        assertThat(IntStream.range(0, shares.size())
                        .mapToObj(i ->
                                String.format(Locale.ROOT, "%.2f", shares.get(i).asDouble())))
                .isEqualTo(rows.stream()
                        .map(row -> row.select("td").eachText().get(3))
                        .toList());
    }

    @Test
    void theReliabilityDiagramHoldsTheFiguresOfTheEvaluation() throws Exception {
        TrainingRun run = Runs.of("gru4rec", PLAN);
        Document page = Runs.page(folder, run);

        Reliability first = new Validation(PLAN.validation())
                .evaluate(run.bundle())
                .reliabilities()
                .get(0);
        List<Reliability.Bin> bins =
                first.bins().stream().filter(bin -> bin.predictions() > 0).toList();
        List<Element> rows = page.select("#reliability tbody tr");
        assertThat(rows).hasSameSizeAs(bins);
        JsonNode charts = charts(page);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).select("td").eachText())
                    .containsExactly(
                            percent(bins.get(i).confidence()),
                            percent(bins.get(i).accuracy()),
                            "" + bins.get(i).predictions());
            assertThat(percent(charts.at("/reliability/series/1/values/" + i).asDouble() / 100))
                    .isEqualTo(percent(bins.get(i).accuracy()));
        }
        assertThat(page.select("#calibration p").text())
                .contains(percent(first.expectedCalibrationError()) + " % for the first item");
    }

    @Test
    void curvesHoldEveryEpochAndMarkTheOneThatWasKept() throws Exception {
        TrainingRun run = Runs.of("gru4rec", PLAN);
        Document page = Runs.page(folder, run);

        int kept = run.bundle().metrics().get("epoch").intValue();
        assertThat(page.select("#epochs tbody tr.kept th").text()).isEqualTo(kept + " (kept)");
        JsonNode charts = charts(page);
        assertThat(charts.at("/loss/highlighted").asInt()).isEqualTo(kept - 1);
        for (int i = 0; i < run.epochs().size(); i++) {
            var epoch = run.epochs().get(i);
            assertThat(charts.at("/loss/series/0/values/" + i).asDouble()).isEqualTo(epoch.loss());
            assertThat(page.select("#epochs tbody tr").get(i).select("td").eachText())
                    .startsWith(
                            String.format(Locale.ROOT, "%.4f", epoch.loss()),
                            percent(epoch.validated().orElseThrow().recall()),
                            percent(epoch.validated().orElseThrow().mrr()));
        }
        assertThat(page.select("canvas").eachAttr("data-chart"))
                .containsExactlyInAnyOrderElementsOf(
                        charts.properties().stream().map(Map.Entry::getKey).toList());
    }

    @Test
    void withoutValidationThePageSaysHowToGetTheRest() throws Exception {
        Document page = Runs.page(folder, Runs.of("gru4rec", TrainingPlan.of(Logs.cycle(7, 20))));

        assertThat(page.select("#no-validation").text())
                .contains("was not measured on sessions that it had not seen", "--validate-share 0.1");
        assertThat(page.select("section").eachAttr("id")).containsExactly("learning", "neighbours", "facts");
        assertThat(page.select("canvas").eachAttr("data-chart")).containsExactly("loss");
        assertThat(page.select(".tiles dt").eachText()).containsExactly("Items", "Training events", "Training time");
        assertThat(page.select(".tiles dd").eachText()).contains("7", "100", "61.3 s");
        assertThat(page.select("#epochs tbody tr")).hasSize(3);
    }

    @Test
    void modelThatIsCountedHasNoCurvesAndNoRivalOfItsKind() throws Exception {
        Document page = Runs.page(folder, Runs.of("markov", PLAN));

        assertThat(page.select("#metrics thead th").eachText())
                .containsExactly("markov", "Session popularity", "Popularity");
        assertThat(page.select("canvas").eachAttr("data-chart")).containsExactly("popularity", "reliability");
        assertThat(page.select("#neighbours").text()).contains("has no item embedding");
        assertThat(page.select("#facts").text()).contains("this model has none");
    }

    @Test
    void configurationAndProvenanceAreThereWhole() throws Exception {
        TrainingRun run = Runs.of("gru4rec", PLAN);
        String facts = Runs.page(folder, run).select("#facts").text();

        run.bundle().provenance().path("settings").properties().forEach(setting -> assertThat(facts)
                .contains(setting.getKey() + " " + setting.getValue().asText() + " "));
        assertThat(facts)
                .contains(
                        "step size of Adagrad (default 0.1)",
                        "data sha256 " + PLAN.data().hash(),
                        "code version "
                                + run.bundle().provenance().path("code_version").asText(),
                        "command freshet train --train clicks.tsv.gz",
                        "layers 6",
                        "begun 2026-01-02T03:04:05Z",
                        System.getProperty("java.runtime.version"));
    }

    private static void assertBands(Document page, String id, List<BandMetrics> model, List<BandMetrics> other) {
        List<Element> rows = page.select("table[data-bands=" + id + "] tbody tr");
        assertThat(rows).hasSameSizeAs(model);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).select("th").text())
                    .isEqualTo(model.get(i).band().toString());
            assertThat(rows.get(i).select("td:not(.bar)").eachText())
                    .containsExactly(
                            percent(model.get(i).metrics().recall()),
                            percent(other.get(i).metrics().recall()),
                            "" + model.get(i).metrics().predictions());
        }
    }

    private static Quality baseline(String kind) {
        return quality(Trainers.named(kind, Map.of()).train(PLAN.data(), TrainingListener.SILENT));
    }

    private static Quality quality(ModelBundle bundle) {
        return new Validation(PLAN.validation()).evaluate(bundle).quality();
    }

    private static List<String> column(Document page, int model) {
        return page.select("#metrics tbody tr").stream()
                .map(row -> row.select("td").get(model).text())
                .toList();
    }

    private static JsonNode charts(Document page) throws Exception {
        return new ObjectMapper().readTree(page.select("script#charts").first().data());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f", 100 * share);
    }
}
