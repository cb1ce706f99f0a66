package freshet.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonReportTest {
    private static final ComparedLog LOG = new ComparedLog(
            "shop",
            12_345,
            List.of(
                    new ComparedModel(
                            "gru4rec", 3, 0.67313, 0.00204, 0.32, 0.5, 0.0213, 0.031, 63.24, 9_871.4, 10_241, 612.4),
                    new ComparedModel(
                            "markov", 1, 0.475, 0, 0.264, 0.61, 0.105, Double.NaN, 0.2, Double.NaN, 1_024, 81)));

    @TempDir
    Path folder;

    @Test
    void aTableHasARowPerModelAndMarksTheBest() {
        String heads =
                "Recall@20, % | spread | MRR@20, % | Coverage@20, % | ECE, % | ECE of 20, % | Trainings | Seconds"
                        + " | Events per core-second | Bundle, KiB | Session, B";
        assertThat(ComparisonReport.markdown(List.of(LOG)).lines())
                .containsExactly(
                        "| shop | " + heads + " |",
                        "|---|" + "--:|".repeat(11),
                        "| gru4rec | **67.31** | 0.20 | **32.00** | 50.00 | 2.13 | 3.10 | 3 | 63.2 | 9,871"
                                + " | 11 | 612 |",
                        "| markov | 47.50 | – | 26.40 | **61.00** | 10.50 | n/a | 1 | 0.2 | n/a | 1 | 81 |");
    }

    @Test
    void thePageHasAChartAndATablePerLog() throws IOException {
        String page = page(List.of(LOG, new ComparedLog("news", 1, LOG.models().subList(1, 2))));
        Matcher charts = Pattern.compile("id=\"charts\">(.*?)</script>").matcher(page);
        assertThat(charts.find()).isTrue();
        JsonNode json = JsonMapper.builder().build().readTree(charts.group(1));
        assertThat(json.properties()).extracting(each -> each.getKey()).containsExactly("log0", "log1");
        assertThat(json.path("log0").path("labels")).hasToString("[\"gru4rec\",\"markov\"]");
        assertThat(json.path("log0").path("series").path(0).path("values")).hasToString("[67.31,47.5]");
        assertThat(json.path("log1").path("series").path(1).path("values")).hasToString("[26.4]");
        assertThat(page)
                .contains("12,345 predictions:", "1 prediction:", "data-chart=\"log1\"")
                .contains("<td class=\"best\">67.31</td>");
    }

    @Test
    void foreignNamesAreTextAlone() throws IOException {
        String evil = "</script><script>alert(1)</script>";
        ComparedLog log = new ComparedLog(evil, 1, LOG.models());
        assertThat(page(List.of(log))).doesNotContain("<script>alert");
        ComparedModel model = new ComparedModel(evil, 1, 0.1, 0, 0.1, 0.1, 0.1, 0.1, 1, 1, 1, 0);
        assertThat(page(List.of(new ComparedLog("shop", 1, List.of(model))))).doesNotContain("<script>alert");
        assertThat(ComparisonReport.markdown(List.of(new ComparedLog("a|b\nc", 1, LOG.models()))))
                .startsWith("| a\\|b c | Recall@20");
    }

    private String page(List<ComparedLog> logs) throws IOException {
        Path file = folder.resolve("compare.html");
        ComparisonReport.write(file, logs, "How it was made.");
        assertThat(file).content().startsWith("<!doctype html>").endsWith("</html>\n");
        return Files.readString(file);
    }
}
