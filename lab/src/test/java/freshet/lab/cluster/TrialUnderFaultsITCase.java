package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.TopicSnapshot;
import freshet.schema.ModelAnnouncement;
import freshet.schema.Recommendation;
import freshet.schema.codec.SingleObjectCodec;
import freshet.serving.trial.Arm;
import freshet.serving.trial.Trial;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A TaskManager dies while a challenger is on trial. */
@Tag("faults")
class TrialUnderFaultsITCase {
    private static final String SHADOW = "trial.shadow-topic=" + TopicNames.USUAL_SHADOW;
    private static final SingleObjectCodec<Recommendation> CODEC = new SingleObjectCodec<>(Recommendation.class);

    @TempDir
    private Path folder;

    @Test
    void bothArmsGoOnAfterATaskManagerIsKilled() throws Exception {
        try (FaultRun run = new FaultRun(FaultRun.cluster(folder), "exactly-once", SHADOW)) {
            ModelAnnouncement challenger = run.cluster().tryModel(0.5, 0.5);
            run.awaitServed(2);
            run.cluster().servers().process("taskmanager-1").kill();
            run.awaitRecovery(1);
            long tried = run.answers().byVersion().get(2L);
            run.cluster()
                    .await(
                            "more answers by the challenger",
                            () -> run.answers().byVersion().get(2L) > tried);
            run.finish("TaskManager killed during a trial, half of the sessions in the shadow");
            assertExplained(run, challenger);
        }
    }

    @Test
    void theChampionAnswersWhereTheBundleIsGoneByThen() throws Exception {
        try (FaultRun run = new FaultRun(FaultRun.cluster(folder), "exactly-once", SHADOW)) {
            ModelAnnouncement challenger = run.cluster().tryModel(1, 0.5);
            run.awaitServed(2);
            Files.delete(Path.of(URI.create(challenger.getUri())));
            run.cluster().servers().process("taskmanager-1").kill();
            run.awaitRecovery(1);
            String end = "the trial of version 2 of model default ends: its bundle cannot be loaded";
            run.cluster().await("\"" + end + "\" in a log", () -> run.cluster().servers().processes().stream()
                    .anyMatch(server -> server.logged(end)));
            long byChampion = run.answers().byVersion().get(1L);
            run.cluster()
                    .await(
                            "more answers by the champion",
                            () -> run.answers().byVersion().get(1L) > byChampion);
            run.finish("TaskManager killed during a trial, the challenger's bundle deleted before");
            assertExplained(run, challenger);
        }
    }

    /**
     * Each version is its arm's, or the champion's while the challenger is away; the shadow has
     * other arms' answers to events in it, each once.
     */
    private static void assertExplained(FaultRun run, ModelAnnouncement challenger) {
        Trial trial = new Trial("default", challenger);
        assertThat(answers(run, TopicNames.DEFAULT.recommendations()))
                .allSatisfy(answer -> assertThat(answer.getModelVersion())
                        .isIn(1L, trial.arm(answer.getSessionId()) == Arm.CHALLENGER ? 2L : 1L));
        List<Recommendation> shadows = answers(run, TopicNames.USUAL_SHADOW);
        assertThat(shadows)
                .isNotEmpty()
                .allSatisfy(shadow ->
                        assertThat(trial.isShadowed(shadow.getSessionId())).isTrue())
                .allSatisfy(shadow -> assertThat(shadow.getModelVersion())
                        .isEqualTo(trial.arm(shadow.getSessionId()) == Arm.CHALLENGER ? 1 : 2));
        assertThat(shadows).extracting(Recommendation::getEvent).doesNotHaveDuplicates();
    }

    private static List<Recommendation> answers(FaultRun run, String topic) {
        List<Recommendation> answers = new ArrayList<>();
        try (var consumer = run.cluster().kafka().consumer()) {
            new TopicSnapshot(consumer, topic).read(record -> answers.add(CODEC.decode(record.value())));
        }
        return answers;
    }
}
