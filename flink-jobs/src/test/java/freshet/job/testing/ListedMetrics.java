package freshet.job.testing;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;

/**
 * A metric group whose metrics can be looked up, those that were taken back left out. For one
 * thread.
 */
public final class ListedMetrics {
    private final Map<Metric, Named> metrics = new LinkedHashMap<>();
    private final List<WeakReference<MetricGroup>> left = new ArrayList<>(); // groups of metrics that were taken back
    private final MetricGroup group = TaskManagerMetricGroup.createTaskManagerMetricGroup(
            TestingMetricRegistry.builder()
                    .setRegisterConsumer((metric, name, owner) -> metrics.put(metric, new Named(name, plain(owner))))
                    .setUnregisterConsumer((metric, name, owner) -> {
                        metrics.remove(metric);
                        left.add(new WeakReference<>(owner));
                    })
                    .build(),
            "localhost",
            new ResourceID("test"));

    private record Named(String name, Map<String, String> variables) {}

    public MetricGroup group() {
        return group;
    }

    /** The only counter of that name with these variables among its own. */
    public long count(String name, Map<String, String> variables) {
        return ((Counter) only(name, variables)).getCount();
    }

    /** The value of the only gauge of that name with these variables among its own. */
    public Object value(String name, Map<String, String> variables) {
        return ((Gauge<?>) only(name, variables)).getValue();
    }

    /** What a variable is over all metrics that have it. */
    public Set<String> variables(String variable) {
        return metrics.values().stream()
                .map(Named::variables)
                .filter(all -> all.containsKey(variable))
                .map(all -> all.get(variable))
                .collect(Collectors.toSet());
    }

    /** Groups whose metrics were taken back and that something holds all the same. */
    public long groupsLeft() {
        return left.stream()
                .map(WeakReference::get)
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    private Metric only(String name, Map<String, String> variables) {
        List<Metric> found = metrics.entrySet().stream()
                .filter(entry -> entry.getValue().name().equals(name))
                .filter(entry -> entry.getValue().variables().entrySet().containsAll(variables.entrySet()))
                .map(Map.Entry::getKey)
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " metrics are " + name + " " + variables + ", not one");
        }
        return found.get(0);
    }

    private static Map<String, String> plain(MetricGroup owner) {
        return owner.getAllVariables().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().replaceAll("[<>]", ""), Map.Entry::getValue));
    }
}
