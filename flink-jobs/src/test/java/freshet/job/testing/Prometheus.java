package freshet.job.testing;

import freshet.serving.testing.FreePorts;
import java.io.IOException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;

/** Flink's reporter for Prometheus on a free port of the loopback address. */
public final class Prometheus {
    private static final String OPERATOR = "flink_taskmanager_job_task_operator_";

    private final int port = FreePorts.draw(1).get(0);

    /** Has a Flink report here, and gives the configuration back. */
    public Configuration in(Configuration flink) {
        flink.setString("metrics.reporter.prom.factory.class", PrometheusReporterFactory.class.getName());
        flink.setString("metrics.reporter.prom.port", Integer.toString(port));
        return flink;
    }

    /** What it shows now. */
    public Scrape scrape() throws IOException, InterruptedException {
        return Scrape.of(port);
    }

    /**
     * The sum of an operator's metric over all subtasks now, with labels as {@link Scrape#sum}
     * takes them.
     */
    public double sum(String name, String... labels) throws IOException, InterruptedException {
        return scrape().sum(OPERATOR + name, labels);
    }
}
