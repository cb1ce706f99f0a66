package freshet.cli.topics;

import freshet.cli.SpanText;
import freshet.cli.rollout.Judge;
import freshet.job.settings.JobSettings;
import freshet.job.settings.JobSettings.OutputSettings.Delivery;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes topics for people: a line each, then who needs which right. For one thread. */
final class TopicsTable {
    private static final String NONE = "-";
    private static final double BYTES_PER_MEBIBYTE = 1 << 20;

    private final PrintWriter out;
    private final JobSettings settings;

    TopicsTable(PrintWriter out, JobSettings settings) {
        this.out = out;
        this.settings = settings;
    }

    void print(Deployment deployment) {
        int width = Stream.of(Role.values())
                .flatMap(role -> deployment.name(role).stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
        String row = "%-" + Math.max(15, width) + "s  %-8s %10s %8s %7s  %-14s %-16s  %-18s %s%n";
        out.printf(
                Locale.ROOT,
                row,
                "topic",
                "",
                "partitions",
                "replicas",
                "in sync",
                "cleanup",
                "retention",
                "written by",
                "read by");
        for (Role role : shown(deployment)) {
            Optional<TopicState> state = deployment.topic(role);
            String name = deployment.name(role).orElse("(items)");
            String found = deployment.name(role).isEmpty() ? "not used" : state.isPresent() ? "exists" : "missing";
            out.printf(
                    Locale.ROOT,
                    row,
                    name,
                    found,
                    state.map(topic -> "" + topic.partitions()).orElse(NONE),
                    state.map(topic -> "" + topic.replicas()).orElse(NONE),
                    state.map(topic -> "" + topic.minInSync()).orElse(NONE),
                    state.map(topic -> String.join(",", topic.cleanup())).orElse(NONE),
                    state.map(TopicsTable::retention).orElse(NONE),
                    role.writers(),
                    role.readers());
        }
        if (deployment.name(Role.ITEMS).isEmpty()) {
            out.println("(items): to withhold items give the job --set items.topic=items, and this command too");
        } else if (settings.items().topic().isEmpty()) {
            String items = deployment.name(Role.ITEMS).get();
            out.println(items + ": read by jobs with items.topic=" + items + "; cluster start --job sets that");
        }
        rights(deployment);
    }

    /** All but those of trials where the deployment has none. */
    private static List<Role> shown(Deployment deployment) {
        return Stream.of(Role.values())
                .filter(role -> role == Role.ITEMS || deployment.name(role).isPresent())
                .toList();
    }

    /** Where access is controlled. */
    private void rights(Deployment deployment) {
        String group = settings.kafka().groupId();
        List<String> groups = deployment.name(Role.ITEMS).isPresent()
                ? List.of(group, group + "-models", group + "-items")
                : List.of(group, group + "-models");
        out.println();
        out.println("rights: who writes a topic needs WRITE on it, who reads it READ; both include DESCRIBE");
        out.println("        the job also needs READ on the groups " + String.join(", ", groups)
                + (settings.output().delivery() == Delivery.EXACTLY_ONCE
                        ? ", and WRITE on transactional ids that begin with "
                                + settings.output().transactionPrefix() + "-"
                        : ""));
        deployment
                .name(Role.ROLLOUTS)
                .ifPresent(rollouts -> out.println("        rollout and learn also need WRITE and DESCRIBE on the"
                        + " transactional id " + Judge.transactionalId(rollouts, "MODEL")));
        out.println("        this command needs DESCRIBE_CONFIGS on the topics; --create needs CREATE on them");
    }

    private static String retention(TopicState topic) {
        if (!topic.deletes()) {
            return NONE;
        }
        String time = topic.retention().map(SpanText::of).orElse("for ever");
        return topic.retentionBytes()
                .map(bytes -> String.format(Locale.ROOT, "%s, %,.0f MB", time, bytes / BYTES_PER_MEBIBYTE))
                .orElse(time);
    }
}
