package freshet.lab.loop;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.kafka.TopicNames;
import freshet.lab.RunningKafka;
import freshet.schema.EventCoordinates;
import freshet.schema.ModelAnnouncement;
import freshet.schema.Recommendation;
import freshet.schema.codec.SingleObjectCodec;
import freshet.serving.table.AnnouncementKey;
import freshet.serving.table.AnnouncementRecords;
import freshet.serving.trial.Draw;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Holds each answer against what was announced: a champion's version may answer any session, a
 * challenger's only one that its largest share has drawn; the shadow has the other version's answer
 * to the same event, for sessions that the largest shadow has drawn.
 */
final class ExplainedVersions {
    private final String model;
    private final Set<Long> champions = new HashSet<>(Set.of(0L)); // 0 answers before the first model
    private final Map<Long, Double> shares = new HashMap<>(); // of challengers, the largest announced
    private final Map<Long, Double> shadows = new HashMap<>();
    private final List<Recommendation> answers;
    private final List<Recommendation> shadowed;

    ExplainedVersions(RunningKafka kafka, TopicNames topics, String model) {
        this.model = model;
        kafka.records(topics.models()).forEach(this::announced);
        this.answers = recommendations(kafka, topics.recommendations());
        this.shadowed = recommendations(kafka, topics.shadow().orElseThrow());
    }

    private void announced(ConsumerRecord<byte[], byte[]> record) {
        AnnouncementKey key = AnnouncementKey.of(record.key()).orElseThrow();
        if (record.value() == null) {
            return; // the end of a trial
        }
        ModelAnnouncement bundle = AnnouncementRecords.decode(record.value());
        if (key.challenger()) {
            shares.merge(bundle.getVersion(), bundle.getShare(), Math::max);
            shadows.merge(bundle.getVersion(), bundle.getShadow(), Math::max);
        } else {
            champions.add(bundle.getVersion());
        }
    }

    private static List<Recommendation> recommendations(RunningKafka kafka, String topic) {
        SingleObjectCodec<Recommendation> codec = new SingleObjectCodec<>(Recommendation.class);
        return kafka.records(topic).stream()
                .map(record -> codec.decode(record.value()))
                .toList();
    }

    /** How many answers a version has given. */
    long answersOf(long version) {
        return answers.stream()
                .filter(answer -> answer.getModelVersion() == version)
                .count();
    }

    /** How many answers nobody saw. */
    int inTheShadow() {
        return shadowed.size();
    }

    void assertEachIsExplained() {
        Map<EventCoordinates, Long> versions = new HashMap<>();
        assertThat(answers).allSatisfy(answer -> {
            long version = answer.getModelVersion();
            versions.put(answer.getEvent(), version);
            assertThat(champions.contains(version)
                            || Draw.share(model, answer.getSessionId()) < shares.getOrDefault(version, 0.0))
                    .as("version %s answers session %s", version, answer.getSessionId())
                    .isTrue();
        });
        double largest =
                shadows.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        assertThat(shadowed).allSatisfy(answer -> {
            assertThat(Draw.shadow(model, answer.getSessionId())).isLessThan(largest);
            assertThat(versions).containsKey(answer.getEvent());
            assertThat(answer.getModelVersion())
                    .as("the other arm's version")
                    .isNotEqualTo(versions.get(answer.getEvent()))
                    .isIn(Set.copyOf(union()));
        });
    }

    private Set<Long> union() {
        Set<Long> all = new HashSet<>(champions);
        all.addAll(shares.keySet());
        return all;
    }
}
