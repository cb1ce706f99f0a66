package freshet.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.trainer.Logs;
import freshet.trainer.TrainingPlan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Item ids and names come from a log: in the page they are text, and the page loads nothing. */
class HostileInputTest {
    private static final List<String> IDS = List.of(
            "</script><script>alert(1)</script>",
            "<img/src=//evil.example/x/onerror=alert(1)>",
            "\"onmouseover=alert(1)'`",
            "-->]]>&lt;",
            "{{report.title}}{{{charts}}}");

    private Document page;

    @BeforeEach
    void write(@TempDir Path folder) throws Exception {
        String session = String.join(" ", IDS);
        TrainingRun run =
                Runs.of("gru4rec", TrainingPlan.of(Logs.data(session, session)).validatedOn(Logs.sessions(session)));
        page = Runs.page(
                folder,
                new TrainingRun(
                        IDS.get(0), IDS.get(1), run.bundle(), run.plan(), run.epochs(), run.begun(), run.seconds()));
    }

    @Test
    void idsAreShownAsTheyAre() {
        assertThat(page.select(".neighbours bdi.id").eachText()).containsAll(IDS);
        assertThat(page.select("h1 bdi").text()).isEqualTo(IDS.get(0));
        assertThat(page.title()).isEqualTo("Training of " + IDS.get(0));
        assertThat(page.select(".facts").text()).contains("command " + IDS.get(1));
    }

    @Test
    void idsBecomeNoElementAndNoAttribute() {
        assertThat(page.select("script")).hasSize(3);
        assertThat(page.select("img, iframe, object, embed, link, base, form")).isEmpty();
        assertThat(page.getAllElements())
                .allSatisfy(element -> assertThat(element.attributes().asList())
                        .noneMatch(attribute -> attribute.getKey().startsWith("on")));
    }

    @Test
    void nothingInThePageRefersToAnotherPlace() {
        assertThat(page.select("[src], [href], [srcset], [action], [data], [poster]"))
                .isEmpty();
        assertThat(page.select("style").first().data()).doesNotContain("url(", "@import");
        assertThat(page.select("script")).noneMatch(script -> script.data().contains("sourceMappingURL"));
        assertThat(policy()).startsWith("default-src 'none'; ");
    }

    @Test
    void policyLetsTheTwoScriptsOfThePageRunAndNoOther() throws Exception {
        List<Element> scripts = page.select("script:not([type])");

        assertThat(scripts).hasSize(2);
        for (Element script : scripts) {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(script.data().getBytes(StandardCharsets.UTF_8));
            assertThat(policy()).contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        }
        assertThat(policy()).doesNotContain("script-src 'unsafe");
    }

    private String policy() {
        return page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
    }
}
