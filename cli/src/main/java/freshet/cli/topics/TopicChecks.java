package freshet.cli.topics;

import static freshet.cli.topics.Role.EVENTS;
import static freshet.cli.topics.Role.ITEMS;
import static freshet.cli.topics.Role.LISTS;
import static freshet.cli.topics.Role.MODELS;
import static freshet.cli.topics.Role.RECOMMENDATIONS;
import static freshet.cli.topics.Role.REJECTED;
import static freshet.cli.topics.Role.ROLLOUTS;
import static freshet.cli.topics.Role.SHADOW;

import freshet.cli.SpanText;
import freshet.cli.kafka.TableTopic;
import freshet.cli.kafka.Topics;
import freshet.job.settings.JobSettings;
import freshet.model.session.SessionRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.TopicConfig;

/** Compares topics with what a job needs of them. For one thread. */
final class TopicChecks {
    /** An outage that somebody may need to notice and end, as over a night. */
    private static final Duration OUTAGE = Duration.ofDays(1);

    private final JobSettings settings;
    private final Deployment deployment;
    private final List<Finding> findings = new ArrayList<>();

    private TopicChecks(JobSettings settings, Deployment deployment) {
        this.settings = settings;
        this.deployment = deployment;
    }

    /** All that is not as the job needs it. */
    static List<Finding> of(JobSettings settings, Deployment deployment) {
        TopicChecks checks = new TopicChecks(settings, deployment);
        checks.missing();
        checks.tables();
        checks.streams();
        deployment.topic(EVENTS).ifPresent(checks::events);
        checks.copies();
        checks.automatic();
        return List.copyOf(checks.findings);
    }

    private void missing() {
        for (Role role : Role.values()) {
            deployment
                    .name(role)
                    .filter(name -> deployment.topic(role).isEmpty())
                    .ifPresent(name -> findings.add(Finding.error("there is no topic " + name + ", which "
                            + role.setting() + " names; create it with" + " --create N, or correct the setting")));
        }
    }

    /** Of a table the newest record of each key has to stay. */
    private void tables() {
        table(MODELS, TableTopic.MODELS);
        table(ITEMS, TableTopic.ITEMS);
        table(LISTS, TableTopic.LISTS);
        table(ROLLOUTS, TableTopic.ROLLOUTS);
    }

    private void table(Role role, TableTopic table) {
        deployment
                .topic(role)
                .filter(TopicState::deletes)
                .ifPresent(state -> findings.add(Finding.warning(table.warning(name(role)))));
    }

    /** Of a stream each record counts. */
    private void streams() {
        compacted(EVENTS, "events of a session that are older than its newest one are dropped before they are read");
        compacted(REJECTED, "an event without a key cannot be rejected, and ends the job");
        compacted(RECOMMENDATIONS, "audit finds older answers of a session missing");
        compacted(SHADOW, "rollout compares the newest answer of a session alone");
    }

    private void compacted(Role role, String harm) {
        deployment.topic(role).filter(TopicState::compacted).ifPresent(state -> {
            String text = name(role) + " is compacted: " + harm + "; "
                    + set(role, TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
            findings.add(role == RECOMMENDATIONS || role == SHADOW ? Finding.warning(text) : Finding.error(text));
        });
    }

    private void events(TopicState events) {
        dates(events);
        retention(events);
        if (settings.parallelism() > events.partitions()) {
            findings.add(Finding.warning(name(EVENTS) + " has " + events.partitions()
                    + " partitions for a parallelism of "
                    + settings.parallelism() + ": the other subtasks read nothing; kafka-topics.sh --alter --topic "
                    + name(EVENTS) + " --partitions " + settings.parallelism()
                    + ", or lower the parallelism"));
        }
    }

    private void dates(TopicState events) {
        if (!events.clientDates()) {
            return;
        }
        events.aheadMost()
                .filter(most -> most.compareTo(Topics.AHEAD) < 0)
                .ifPresent(most -> findings.add(Finding.warning("the brokers refuse records of " + name(EVENTS)
                        + " that are dated over "
                        + SpanText.of(most) + " ahead, the job takes a day: leave the record's timestamp to Kafka, or "
                        + set(
                                EVENTS,
                                TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                                "" + Topics.AHEAD.toMillis()))));
        events.olderMost()
                .ifPresent(most -> findings.add(Finding.warning("the brokers refuse records of " + name(EVENTS)
                        + " that are dated over "
                        + SpanText.of(most) + " back, as of a phone that was offline or of a replayed log: leave the"
                        + " record's timestamp to Kafka, or "
                        + set(EVENTS, TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, "" + Long.MAX_VALUE))));
    }

    private void retention(TopicState events) {
        Duration gap = Duration.ofMillis(settings.answering().gapMillis());
        boolean gaps = settings.answering().gapMillis() < SessionRules.NO_GAP;
        events.retention().filter(kept -> events.deletes()).ifPresent(kept -> {
            String set = set(
                    EVENTS,
                    TopicConfig.RETENTION_MS_CONFIG,
                    "" + Duration.ofDays(7).toMillis());
            if (gaps && kept.compareTo(gap) < 0) {
                findings.add(Finding.warning(name(EVENTS) + " keeps events for " + SpanText.of(kept)
                        + ", which is less than session.gap, " + SpanText.of(gap)
                        + ": a start without a state cannot read the open sessions again; " + set));
            } else if (kept.compareTo(OUTAGE) < 0) {
                findings.add(Finding.warning(name(EVENTS) + " keeps events for " + SpanText.of(kept)
                        + ": after a longer outage of the job the oldest are never answered; " + set));
            }
        });
    }

    private void copies() {
        String single = names(state -> state.replicas() == 1);
        if (deployment.brokers() > 1 && !single.isEmpty()) {
            findings.add(Finding.warning("one broker alone has " + single + ", of a cluster of " + deployment.brokers()
                    + ": the job waits while that broker is down, and its disk has the only copy; make them with"
                    + " --replication 3, or add replicas with kafka-reassign-partitions.sh"));
        }
        String loose = names(state -> state.replicas() > 2 && state.minInSync() < 2);
        if (!loose.isEmpty()) {
            findings.add(Finding.warning("min.insync.replicas is 1 for " + loose
                    + ": a record that one broker alone has counts as written, and is lost with it; set it to 2"));
        }
        String tight = names(state -> state.replicas() > 1 && state.minInSync() == state.replicas());
        if (!tight.isEmpty()) {
            findings.add(Finding.warning("min.insync.replicas is as high as the number of replicas for " + tight
                    + ": nothing can be written while one broker is down; lower it by one"));
        }
        String refusing = names(state -> state.minInSync() > state.replicas());
        if (!refusing.isEmpty()) {
            findings.add(Finding.error("min.insync.replicas is above the number of replicas for " + refusing
                    + ": nothing can be written; lower it"));
        }
    }

    private void automatic() {
        if (deployment.automatic()) {
            findings.add(
                    Finding.warning("the brokers make missing topics (auto.create.topics.enable): a misspelled name"
                            + " in your site's producer gets a topic that nobody reads; set it to false"));
        }
    }

    private String names(Predicate<TopicState> which) {
        return deployment.topics().entrySet().stream()
                .sorted(Map.Entry.comparingByKey()) // a map that is copied has no order
                .filter(topic -> which.test(topic.getValue()))
                .map(topic -> name(topic.getKey()))
                .collect(Collectors.joining(", "));
    }

    private String name(Role role) {
        return deployment.name(role).orElseThrow();
    }

    private String set(Role role, String key, String value) {
        return "kafka-configs.sh --alter --topic " + name(role) + " --add-config " + key + "=" + value;
    }
}
