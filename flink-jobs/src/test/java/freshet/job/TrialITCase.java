package freshet.job;

import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.testing.JobOnBroker;
import freshet.job.testing.Prometheus;
import freshet.job.testing.TestFlink;
import freshet.schema.EventCoordinates;
import freshet.schema.ModelAnnouncement;
import freshet.schema.Recommendation;
import freshet.serving.Announcement;
import freshet.serving.Challenge;
import freshet.serving.model.ModelCache;
import freshet.serving.testing.TinyGru;
import freshet.serving.trial.Arm;
import freshet.serving.trial.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A challenger is tried, promoted and missed on a real topic, while the job answers. */
class TrialITCase extends JobOnBroker {
    private static final Prometheus PROMETHEUS = new Prometheus();
    private static final int SUBTASKS = 2;
    private static final int SESSIONS = 40;

    @RegisterExtension
    private static final MiniClusterExtension FLINK = TestFlink.withSlots(3, PROMETHEUS.in(new Configuration()));

    private final TinyGru first = new TinyGru(12, 1);
    private final TinyGru second = new TinyGru(12, 2);
    private Path bundle;
    private int round;

    @BeforeEach
    void aChampion() throws Exception {
        topics.announce(first.publish(folder, 1));
        bundle = folder.resolve("model-2.safetensors");
    }

    private ModelAnnouncement challenger(double share, double shadow) {
        return ModelAnnouncement.newBuilder(second.publish(folder, 2).bundle())
                .setShare(share)
                .setShadow(shadow)
                .build();
    }

    private void challenge(ModelAnnouncement challenger) throws Exception {
        topics.challenge(new Challenge("default", Optional.of(challenger)));
    }

    private void endTrial() throws Exception {
        topics.challenge(new Challenge("default", Optional.empty()));
    }

    /** One event of each session; returns when all are answered. */
    private List<Recommendation> answers() throws Exception {
        List<EventCoordinates> asked = new ArrayList<>();
        for (int session = 0; session < SESSIONS; session++) {
            asked.add(topics.view("s" + session, "i" + (session + round) % 12, round));
        }
        round++;
        eventually().until(() -> topics.ledger().containsAll(asked));
        return topics.recommendations().stream()
                .filter(answer -> asked.contains(answer.getEvent()))
                .toList();
    }

    private static void untilSum(String metric, double sum) {
        eventually().until(() -> PROMETHEUS.sum(metric) == sum);
    }

    private static void assertExplained(List<Recommendation> answers, ModelAnnouncement challenger) {
        Trial trial = new Trial("default", challenger);
        assertThat(answers).hasSize(SESSIONS).allSatisfy(answer -> assertThat(answer.getModelVersion())
                .isEqualTo(trial.arm(answer.getSessionId()) == Arm.CHALLENGER ? 2 : 1));
    }

    @Test
    void everyAnswersVersionIsExplainedByItsArm() throws Exception {
        jobs.start("parallelism=" + SUBTASKS, topics.shadowSetting());
        assertThat(answers()).extracting(Recommendation::getModelVersion).containsOnly(1L);

        ModelAnnouncement quarter = challenger(0.25, 0.5);
        challenge(quarter);
        untilSum("challengerShare", SUBTASKS * 0.25);
        List<Recommendation> tried = answers();
        assertExplained(tried, quarter);
        Trial trial = new Trial("default", quarter);
        Map<EventCoordinates, Long> inTheShadow = tried.stream()
                .filter(answer -> trial.isShadowed(answer.getSessionId()))
                .collect(Collectors.toMap(Recommendation::getEvent, answer -> 3 - answer.getModelVersion()));
        eventually().until(() -> topics.shadows().size() >= inTheShadow.size());
        Map<EventCoordinates, Long> shadows = new HashMap<>();
        topics.shadows().forEach(shadow -> shadows.put(shadow.getEvent(), shadow.getModelVersion()));
        assertThat(shadows).isEqualTo(inTheShadow);
        assertThat(topics.shadows()).hasSameSizeAs(shadows.keySet());

        ModelAnnouncement half =
                ModelAnnouncement.newBuilder(quarter).setShare(0.5).build();
        challenge(half);
        untilSum("challengerShare", SUBTASKS * 0.5);
        assertExplained(answers(), half);

        Files.delete(bundle); // the job has it in memory
        topics.announce(new Announcement(
                "default",
                ModelAnnouncement.newBuilder(half)
                        .setVersion(3)
                        .setShare(0)
                        .setShadow(0)
                        .build()));
        untilSum("modelVersion", SUBTASKS * 3.0);
        endTrial();
        assertThat(answers()).extracting(Recommendation::getModelVersion).containsOnly(3L);
        untilSum("reason_trialsEnded", SUBTASKS);
        jobs.assertLedger();
        assertThat(topics.rejected()).isEmpty();
    }

    @Test
    void aRestartWithoutTheChallengersBundleAnswersByTheChampion() throws Exception {
        String shadow = topics.shadowSetting();
        JobClient before = jobs.start("parallelism=" + SUBTASKS, "delivery=exactly-once", shadow);
        ModelAnnouncement all = challenger(1, 1);
        challenge(all);
        untilSum("challengerShare", SUBTASKS);
        assertExplained(answers(), all);
        String savepoint = jobs.stopWithSavepoint(before);
        eventually().until(() -> topics.shadows().size() >= SESSIONS); // committed with their answers
        assertThat(topics.shadows()).extracting(Recommendation::getModelVersion).containsOnly(1L);
        Path away = Files.move(bundle, folder.resolve("away"));
        ModelCache.closeUnusedOfThisJvm();

        jobs.start(
                Optional.of(savepoint),
                "parallelism=" + SUBTASKS,
                "delivery=exactly-once",
                "model.retry-max=1 s",
                shadow);
        assertThat(answers()).extracting(Recommendation::getModelVersion).containsOnly(1L);
        untilSum("reason_trialsEnded", SUBTASKS);
        assertThat(PROMETHEUS.sum("challengerVersion")).isZero();

        Files.move(away, bundle);
        untilSum("challengerShare", SUBTASKS);
        assertExplained(answers(), all);
        jobs.assertLedger();
    }
}
