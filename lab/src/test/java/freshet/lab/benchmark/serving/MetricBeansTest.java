package freshet.lab.benchmark.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricBeansTest {
    private static final Map<String, String> RECOMMENDER = Map.of("operator_name", "recommender");

    private final MetricBeans beans = new MetricBeans();
    private final JobMetrics metrics = new JobMetrics("ab12");
    private final Counter first = new SimpleCounter();
    private final Counter second = new SimpleCounter();

    private static MetricGroup subtask(String job, int index) {
        return new UnregisteredMetricsGroup() {
            @Override
            public Map<String, String> getAllVariables() {
                return Map.of("<job_id>", job, "<operator_name>", "recommender", "<subtask_index>", "" + index);
            }
        };
    }

    @AfterEach
    void close() {
        beans.close();
    }

    @Test
    void aMetricIsReadAsItIsNowOverAllSubtasksOfItsJob() {
        Counter ofAnotherJob = new SimpleCounter();
        ofAnotherJob.inc(1_000);
        beans.notifyOfAddedMetric(first, "batches", subtask("ab12", 0));
        beans.notifyOfAddedMetric(second, "batches", subtask("ab12", 1));
        beans.notifyOfAddedMetric(ofAnotherJob, "batches", subtask("cd34", 0));

        first.inc(5);
        second.inc(2);

        assertThat(metrics.sum("batches", RECOMMENDER)).isEqualTo(7);
        assertThat(metrics.least("batches", RECOMMENDER)).isEqualTo(2);
        assertThat(metrics.sum("batches", Map.of("operator_name", "sink"))).isZero();
    }

    @Test
    void aGaugeIsANumberOrNothing() {
        Gauge<Integer> number = () -> 3;
        Gauge<String> text = () -> "three";
        beans.notifyOfAddedMetric(number, "number", subtask("ab12", 0));
        beans.notifyOfAddedMetric(text, "text", subtask("ab12", 0));
        assertThat(metrics.sum("number", Map.of())).isEqualTo(3);
        assertThat(metrics.sum("text", Map.of())).isZero();
    }

    @Test
    void aRemovedMetricIsNoLongerThere() {
        first.inc();
        beans.notifyOfAddedMetric(first, "batches", subtask("ab12", 0));
        beans.notifyOfRemovedMetric(first, "batches", subtask("ab12", 0));
        assertThat(metrics.sum("batches", RECOMMENDER)).isZero();
    }
}
