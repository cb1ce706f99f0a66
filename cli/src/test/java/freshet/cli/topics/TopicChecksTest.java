package freshet.cli.topics;

import static freshet.cli.topics.Finding.Level.ERROR;
import static freshet.cli.topics.Finding.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.kafka.TopicNames;
import freshet.job.settings.JobSettings;
import freshet.model.session.SessionRules;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;

class TopicChecksTest {
    private static final TopicNames NAMES =
            new TopicNames("events", "recommendations", "rejected-events", "models", Optional.of("items"));
    private static final int THREE = 3;

    private final Map<Role, TopicState> topics = new HashMap<>();
    private boolean automatic;

    TopicChecksTest() {
        List.of(Role.EVENTS, Role.RECOMMENDATIONS, Role.REJECTED)
                .forEach(role -> topics.put(role, topic(8, THREE, Map.of())));
        List.of(Role.MODELS, Role.ITEMS)
                .forEach(role -> topics.put(role, topic(1, THREE, Map.of("cleanup.policy", "compact"))));
    }

    @Test
    void nothingIsFoundWhereAllIsAsTheJobNeedsIt() {
        assertThat(findings("parallelism=8")).isEmpty();
    }

    @Test
    void aMissingTopicIsAnErrorThatNamesItsSetting() {
        topics.remove(Role.REJECTED);

        assertThat(findings())
                .containsExactly(Finding.error("there is no topic rejected-events, which rejected.topic names; create"
                        + " it with --create N, or correct the setting"));
    }

    @Test
    void aTableThatDropsRecordsIsAWarning() {
        topics.put(Role.MODELS, topic(1, THREE, Map.of("cleanup.policy", "delete")));
        topics.put(Role.ITEMS, topic(1, THREE, Map.of("cleanup.policy", "compact,delete")));

        assertThat(findings()).extracting(Finding::level).containsExactly(WARNING, WARNING);
        assertThat(findings().get(0).text())
                .isEqualTo("models is not compacted alone: an announcement is dropped in time, and a job that starts"
                        + " after that has no model; kafka-configs.sh --alter --topic models --add-config"
                        + " cleanup.policy=compact");
        assertThat(findings().get(1).text()).startsWith("items is not compacted alone: what is withheld is dropped");
    }

    @Test
    void aCompactedStreamLosesRecords() {
        List.of(Role.EVENTS, Role.RECOMMENDATIONS, Role.REJECTED)
                .forEach(role -> topics.put(role, topic(8, THREE, Map.of("cleanup.policy", "compact"))));

        assertThat(findings()).extracting(Finding::level).containsExactly(ERROR, ERROR, WARNING);
        assertThat(findings().get(0).text()).startsWith("events is compacted: ");
    }

    @Test
    void brokersThatRefuseTimesOfEventsAreAWarning() {
        Map<String, String> narrow =
                Map.of("message.timestamp.before.max.ms", "7200000", "message.timestamp.after.max.ms", "3600000");
        events(narrow);

        assertThat(findings())
                .extracting(Finding::text)
                .satisfiesExactly(
                        ahead -> assertThat(ahead)
                                .contains("dated over 1 h ahead", "message.timestamp.after.max.ms=86400000"),
                        back -> assertThat(back).contains("dated over 2 h back", "message.timestamp.before.max.ms="));

        Map<String, String> arrival = new HashMap<>(narrow);
        arrival.put("message.timestamp.type", "LogAppendTime");
        events(arrival);
        assertThat(findings()).as("the broker dates them itself").isEmpty();
    }

    @Test
    void aRetentionShorterThanTheGapOrADayIsAWarning() {
        events(Map.of("retention.ms", "1200000"));
        assertThat(findings()).singleElement().satisfies(finding -> assertThat(finding.text())
                .startsWith("events keeps events for 20 min, which is less than session.gap, 30 min: "));
        assertThat(findings("session.gap=" + SessionRules.NO_GAP + " ms"))
                .as("sessions without an end")
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("after a longer outage"));

        events(Map.of("retention.ms", "43200000"));
        assertThat(findings()).singleElement().satisfies(finding -> assertThat(finding.text())
                .startsWith("events keeps events for 12 h: after a longer outage"));

        events(Map.of("retention.ms", "-1"));
        assertThat(findings()).as("for ever").isEmpty();
    }

    @Test
    void subtasksWithoutAPartitionAreAWarning() {
        assertThat(findings("parallelism=9")).singleElement().satisfies(finding -> assertThat(finding.text())
                .startsWith("events has 8 partitions for a parallelism of 9: ")
                .contains("--partitions 9"));
    }

    @Test
    void singleCopiesAreAWarningOnSeveralBrokersAlone() {
        topics.put(Role.EVENTS, topic(8, 1, Map.of("min.insync.replicas", "1")));
        topics.put(Role.MODELS, topic(1, 1, Map.of("min.insync.replicas", "1", "cleanup.policy", "compact")));

        assertThat(TopicChecks.of(JobSettings.of(List.of()), new Deployment(NAMES, topics, 1, automatic)))
                .isEmpty();
        assertThat(findings()).singleElement().satisfies(finding -> assertThat(finding.text())
                .startsWith("one broker alone has events, models, of a cluster of 3: "));
    }

    @Test
    void replicasThatMustAgreeFitTheirNumber() {
        events(Map.of("min.insync.replicas", "1"));
        topics.put(Role.MODELS, topic(1, 2, Map.of("min.insync.replicas", "2", "cleanup.policy", "compact")));
        topics.put(Role.ITEMS, topic(1, 2, Map.of("min.insync.replicas", "3", "cleanup.policy", "compact")));

        assertThat(findings()).extracting(Finding::level).containsExactly(WARNING, WARNING, ERROR);
        assertThat(findings())
                .extracting(Finding::text)
                .satisfiesExactly(
                        loose -> assertThat(loose).startsWith("min.insync.replicas is 1 for events: "),
                        tight -> assertThat(tight).contains(" for models: nothing can be written while one broker"),
                        never -> assertThat(never).contains(" for items: nothing can be written; lower it"));
    }

    @Test
    void brokersThatMakeTopicsAreAWarning() {
        automatic = true;

        assertThat(findings()).singleElement().satisfies(finding -> assertThat(finding.text())
                .contains("auto.create.topics.enable"));
    }

    private List<Finding> findings(String... settings) {
        return TopicChecks.of(JobSettings.of(List.of(settings)), new Deployment(NAMES, topics, THREE, automatic));
    }

    private void events(Map<String, String> settings) {
        topics.put(Role.EVENTS, topic(8, THREE, settings));
    }

    /** As a broker describes it; what is not given is as the job needs it. */
    private static TopicState topic(int partitions, int replicas, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "cleanup.policy", "delete",
                "retention.ms", Long.toString(Duration.ofDays(7).toMillis()),
                "retention.bytes", "-1",
                "min.insync.replicas", "2",
                "message.timestamp.type", "CreateTime",
                "message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE),
                "message.timestamp.after.max.ms", "86400000"));
        all.putAll(settings);
        List<Node> nodes = Collections.nCopies(replicas, Node.noNode());
        TopicPartitionInfo partition = new TopicPartitionInfo(0, Node.noNode(), nodes, nodes);
        return TopicState.of(
                new TopicDescription("any", false, Collections.nCopies(partitions, partition)),
                new Config(all.entrySet().stream()
                        .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
                        .toList()));
    }
}
