package freshet.job;

import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.testing.JobOnBroker;
import freshet.job.testing.Prometheus;
import freshet.job.testing.Scrape;
import freshet.job.testing.TestFlink;
import freshet.serving.testing.TinyGru;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What an operator sees of a running job, as Prometheus reads it from a Flink that has the
 * configuration of the images.
 */
class MetricsITCase extends JobOnBroker {
    private static final String OPERATOR = "flink_taskmanager_job_task_operator_";
    private static final Path DOCKER = Path.of("..", "docker");
    private static final Pattern SELECTOR = Pattern.compile("\\bflink_[a-zA-Z0-9_]+(\\{[^}]*})?");
    private static final Pattern GROUPED = Pattern.compile("by \\(([a-z_, ]+)\\) \\((?:\\w+\\()*(flink_\\w+)");
    private static final Prometheus PROMETHEUS = new Prometheus();

    @RegisterExtension
    private static final MiniClusterExtension FLINK = TestFlink.withSlots(2, configuration());

    private final TinyGru model = new TinyGru(12, 1);

    private static Configuration configuration() {
        return PROMETHEUS.in(
                GlobalConfiguration.loadConfiguration(DOCKER.resolve("flink").toString()));
    }

    @BeforeEach
    void start() throws Exception {
        topics.announce(model.publish(folder, 3));
        jobs.start(
                "parallelism=2",
                topics.itemsSetting(),
                "capture.dir=" + folder.resolve("captured").toUri());
        for (int event = 0; event < 5; event++) {
            topics.view("a", "i" + event, event);
        }
        topics.view("a", "i1", 1); // again
        topics.view("b", "unheard-of", 0);
        topics.raw(new byte[] {1}, new byte[] {2});
        jobs.assertLedger();
        topics.announce(TinyGru.announcement(folder.resolve("missing"), "0".repeat(64), 4));
    }

    @Test
    void theFiguresOfTheJobAreThoseOfItsTopics() throws Exception {
        eventually().until(() -> refused(PROMETHEUS.scrape()) == 2); // each subtask tried it
        Scrape scrape = PROMETHEUS.scrape();
        assertThat(scrape.sum(OPERATOR + "source_answers", "source=\"model\"")).isEqualTo(5);
        assertThat(scrape.sum(OPERATOR + "source_answers", "source=\"popular\""))
                .isEqualTo(1);
        assertThat(scrape.sum(OPERATOR + "reason_rejected", "reason=\"duplicate\""))
                .isEqualTo(1);
        assertThat(scrape.sum(OPERATOR + "reason_rejected", "reason=\"malformed\""))
                .isEqualTo(1);
        assertThat(scrape.sum(OPERATOR + "unknownItems")).isEqualTo(1);
        assertThat(scrape.sum(OPERATOR + "sessionsOpened")).isEqualTo(2);
        assertThat(scrape.sum(OPERATOR + "sessions")).isEqualTo(2);
        assertThat(scrape.sum(OPERATOR + "refoldsPending")).isZero();
        assertThat(scrape.sum(OPERATOR + "swaps")).isEqualTo(2);
        assertThat(scrape.sum(OPERATOR + "version_predictions", "version=\"3\""))
                .isEqualTo(4);
        assertThat(scrape.sum(OPERATOR + "version_hits", "version=\"3\""))
                .as("all 12 items are recommended")
                .isEqualTo(4);
        assertThat(scrape.sum(OPERATOR + "answerMillis_count")).isEqualTo(6);
        assertThat(scrape.sum(OPERATOR + "operatorMicros_count")).isEqualTo(7);
        assertThat(scrape.sum(OPERATOR + "modelAgeSeconds")).isGreaterThan(1e9); // made in 1970
        assertThat(scrape.sum(OPERATOR + "modelVersion")).isEqualTo(2 * 3);
    }

    private static double refused(Scrape scrape) {
        return scrape.sum(OPERATOR + "reason_refusedBundles", "reason=\"unreachable\"");
    }

    @Test
    void everyMetricOfDashboardAndAlertsIsThereWithItsLabels() throws Exception {
        Set<String> wanted = new TreeSet<>();
        wanted.addAll(selectors(DOCKER.resolve("grafana/dashboards/freshet.json")));
        wanted.addAll(selectors(DOCKER.resolve("prometheus/alerts.yml")));
        assertThat(wanted).hasSizeGreaterThan(40);
        eventually().untilAsserted(() -> {
            Scrape scrape = PROMETHEUS.scrape();
            assertThat(wanted)
                    .allSatisfy(selector -> assertThat(scrape.has(selector)).isTrue());
        });
    }

    /**
     * Metrics with the labels that are asked for or grouped by, for example
     * {@code flink_x{quantile="0.99"}}.
     */
    private static Set<String> selectors(Path file) throws IOException {
        Set<String> selectors = new TreeSet<>();
        String expressions = Files.readString(file).replace("\\\"", "\"");
        SELECTOR.matcher(expressions).results().map(MatchResult::group).forEach(selectors::add);
        GROUPED.matcher(expressions)
                .results()
                .flatMap(grouped -> Stream.of(grouped.group(1).split(", "))
                        .map(label -> grouped.group(2) + "{" + label + "=~\".+\"}"))
                .forEach(selectors::add);
        return selectors;
    }
}
