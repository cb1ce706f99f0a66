package freshet.lab.benchmark.serving;

import java.lang.management.ManagementFactory;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/**
 * Shows counters and whole-number gauges of a Flink in this JVM as management beans, so that each
 * can be read at the moment at which it is wanted; Flink's REST interface is seconds behind. A bean
 * is named by the metric and the variables of its group: {@code
 * freshet.metrics:metric=batches,job_id=…,operator_name=recommender,subtask_index=0}. Threads may
 * share it.
 */
final class MetricBeans implements MetricReporter {
    /** The beans' domain. */
    static final String DOMAIN = "freshet.metrics";

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Map<Metric, ObjectName> names = new ConcurrentHashMap<>();

    @Override
    public void open(MetricConfig config) {
        // nothing is to be configured
    }

    @Override
    public void close() {
        names.values().forEach(this::unregister);
        names.clear();
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String metricName, MetricGroup group) {
        Optional<LongSupplier> value = value(metric);
        if (value.isEmpty()) {
            return;
        }
        Hashtable<String, String> keys = new Hashtable<>();
        group.getAllVariables().forEach((variable, text) -> {
            if (!text.isEmpty()) {
                keys.put(variable.replaceAll("[<>]", ""), ObjectName.quote(text));
            }
        });
        keys.put("metric", ObjectName.quote(metricName));
        try {
            ObjectName name = new ObjectName(DOMAIN, keys);
            if (!server.isRegistered(name)) { // groups without variables of their own have metrics of equal names
                server.registerMBean(new StandardMBean(value.get()::getAsLong, MetricValueMBean.class), name);
                names.put(metric, name);
            }
        } catch (JMException e) {
            throw new IllegalStateException("metric " + metricName + " " + keys + " cannot be shown", e);
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String metricName, MetricGroup group) {
        Optional.ofNullable(names.remove(metric)).ifPresent(this::unregister);
    }

    private void unregister(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (JMException e) {
            throw new IllegalStateException(name + " cannot be removed", e);
        }
    }

    private static Optional<LongSupplier> value(Metric metric) {
        if (metric instanceof Counter counter) {
            return Optional.of(counter::getCount);
        }
        if (metric instanceof Gauge<?> gauge) {
            return Optional.of(() -> gauge.getValue() instanceof Number number ? number.longValue() : 0);
        }
        return Optional.empty();
    }

    /** One number of a running job, as a management bean shows it. */
    public interface MetricValueMBean {

        /** The number as it is now. */
        long getValue();
    }
}
