package freshet.lab.benchmark.serving;

import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Lets Flink make {@link MetricBeans}: found as a service, named in Flink's configuration. */
public final class MetricBeansFactory implements MetricReporterFactory {

    /** Makes the Flink that gets it show its metrics as beans. */
    public static void configure(Configuration configuration) {
        configuration.setString("metrics.reporter.beans.factory.class", MetricBeansFactory.class.getName());
    }

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return new MetricBeans();
    }
}
