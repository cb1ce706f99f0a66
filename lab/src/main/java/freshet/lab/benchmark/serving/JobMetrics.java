package freshet.lab.benchmark.serving;

import java.lang.management.ManagementFactory;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Reads what {@link MetricBeans} shows of one job. Threads may share it. */
public final class JobMetrics {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final String jobId;

    /** @param jobId in hexadecimal, as Flink writes it */
    public JobMetrics(String jobId) {
        this.jobId = jobId;
    }

    /**
     * A metric's value, summed over everything that has the metric: all subtasks of an operator.
     *
     * @param metric its name
     * @param variables what else must be so, for example {@code operator_name} →
     *     {@code recommender}
     * @return 0 if nothing has it yet
     */
    public long sum(String metric, Map<String, String> variables) {
        long sum = 0;
        for (ObjectName name : beans(metric, variables)) {
            sum += value(name);
        }
        return sum;
    }

    /** The least value over everything that has the metric; 0 if nothing has it yet. */
    public long least(String metric, Map<String, String> variables) {
        return beans(metric, variables).stream().mapToLong(this::value).min().orElse(0);
    }

    private Set<ObjectName> beans(String metric, Map<String, String> variables) {
        Hashtable<String, String> keys = new Hashtable<>();
        variables.forEach((variable, text) -> keys.put(variable, ObjectName.quote(text)));
        keys.put("job_id", ObjectName.quote(jobId));
        keys.put("metric", ObjectName.quote(metric));
        try {
            ObjectName fixed = new ObjectName(MetricBeans.DOMAIN, keys);
            return server.queryNames(new ObjectName(fixed.getCanonicalName() + ",*"), null);
        } catch (JMException e) {
            throw new IllegalStateException("metric " + metric + " " + variables + " cannot be looked for", e);
        }
    }

    private long value(ObjectName name) {
        try {
            return (Long) server.getAttribute(name, "Value");
        } catch (InstanceNotFoundException e) {
            return 0; // its task has ended meanwhile
        } catch (JMException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }
}
