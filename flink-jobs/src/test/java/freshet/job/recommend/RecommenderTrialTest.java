package freshet.job.recommend;

import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.settings.JobSettings.AnsweringSettings;
import freshet.job.testing.Events;
import freshet.job.testing.Rankings;
import freshet.model.answer.ExcludeRule;
import freshet.schema.ModelAnnouncement;
import freshet.schema.Recommendation;
import freshet.serving.Announcement;
import freshet.serving.Challenge;
import freshet.serving.model.TrialSwitch;
import freshet.serving.testing.TinyGru;
import freshet.serving.trial.Arm;
import freshet.serving.trial.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of two models answers while a challenger is on trial. */
class RecommenderTrialTest {
    private static final long GAP = 30 * 60_000;
    private static final AnsweringSettings AT_ONCE = new AnsweringSettings(GAP, 5, 1, 0, 4, ExcludeRule.NONE);
    private static final AnsweringSettings BATCHES = new AnsweringSettings(GAP, 5, 16, 5, 4, ExcludeRule.NONE);
    private static final int SESSIONS = 40;

    @TempDir
    Path store;

    private final Events events = new Events();
    private final TinyGru first = new TinyGru(12, 1);
    private final TinyGru second = new TinyGru(12, 2);
    private long now; // processing time

    private RecommenderHarness serving(AnsweringSettings settings) throws Exception {
        Announcement champion = first.publish(store, 1);
        return RecommenderHarness.start(settings, () -> List.of(champion));
    }

    private ModelAnnouncement challenger(long version, double share, double shadow) {
        return ModelAnnouncement.newBuilder(second.publish(store, version).bundle())
                .setShare(share)
                .setShadow(shadow)
                .build();
    }

    private void tell(RecommenderHarness job, Optional<ModelAnnouncement> bundle) throws Exception {
        job.notice(new Challenge("default", bundle));
        now += TrialSwitch.SETTLE.toMillis();
        job.processingTime(now);
    }

    private void begin(RecommenderHarness job, ModelAnnouncement challenger) throws Exception {
        tell(job, Optional.of(challenger));
        awaitMail(job);
    }

    private static void awaitMail(RecommenderHarness job) {
        eventually().until(job::runMail);
    }

    private static Arm arm(ModelAnnouncement challenger, Recommendation answer) {
        return new Trial("default", challenger).arm(answer.getSessionId());
    }

    private void sendAll(RecommenderHarness job, int second) throws Exception {
        for (int session = 0; session < SESSIONS; session++) {
            job.send(events.view("s" + session, "i" + (session + second) % 12, second));
        }
        job.barrier(second + 1);
    }

    /** The items that each session has viewed before an answer, this answer's included. */
    private static List<String> viewed(Recommendation answer, int views) {
        int session = Integer.parseInt(answer.getSessionId().substring(1));
        return IntStream.range(0, views).mapToObj(n -> "i" + (session + n) % 12).toList();
    }

    @Test
    void eachArmAnswersItsOwnSessions() throws Exception {
        try (RecommenderHarness job = serving(BATCHES)) {
            ModelAnnouncement challenger = challenger(2, 0.4, 0);
            begin(job, challenger);
            sendAll(job, 0);
            sendAll(job, 1);

            assertThat(job.recommendations()).hasSize(2 * SESSIONS).allSatisfy(answer -> {
                boolean tried = arm(challenger, answer) == Arm.CHALLENGER;
                assertThat(answer.getModelVersion()).isEqualTo(tried ? 2 : 1);
                Rankings.assertRanking(answer, 4, tried ? second : first, viewed(answer, answer.getPosition()));
            });
            assertThat(job.recommendations())
                    .extracting(Recommendation::getModelVersion)
                    .contains(1L, 2L);
            assertThat(job.shadows()).isEmpty();
        }
    }

    @Test
    void inTheShadowTheOtherArmAnswersTheSameEvent() throws Exception {
        try (RecommenderHarness job = serving(BATCHES)) {
            ModelAnnouncement challenger = challenger(2, 0.4, 0.5);
            begin(job, challenger);
            sendAll(job, 0);
            sendAll(job, 1);

            Trial trial = new Trial("default", challenger);
            Map<Object, Recommendation> answers = new HashMap<>();
            job.recommendations().forEach(answer -> answers.put(answer.getEvent(), answer));
            assertThat(answers).as("one answer per event").hasSize(2 * SESSIONS);
            assertThat(job.shadows())
                    .hasSize((int) job.recommendations().stream()
                            .filter(answer -> trial.isShadowed(answer.getSessionId()))
                            .count())
                    .isNotEmpty()
                    .allSatisfy(shadow -> {
                        Recommendation answer = answers.get(shadow.getEvent());
                        assertThat(shadow.getSessionId()).isEqualTo(answer.getSessionId());
                        assertThat(shadow.getPosition()).isEqualTo(answer.getPosition());
                        assertThat(shadow.getModelVersion() + answer.getModelVersion())
                                .isEqualTo(3);
                        TinyGru other = arm(challenger, answer) == Arm.CHALLENGER ? first : second;
                        Rankings.assertRanking(shadow, 4, other, viewed(answer, answer.getPosition()));
                    });
            assertThat(job.recommendations()).allSatisfy(answer -> {
                TinyGru own = arm(challenger, answer) == Arm.CHALLENGER ? second : first;
                Rankings.assertRanking(answer, 4, own, viewed(answer, answer.getPosition()));
            });
        }
    }

    @Test
    void aTrialLeavesNothingInTheState() throws Exception {
        long without = stateBytes(Optional.empty());
        long within = stateBytes(Optional.of(challenger(2, 0, 1)));

        assertThat(within).isEqualTo(without);
    }

    private long stateBytes(Optional<ModelAnnouncement> challenger) throws Exception {
        now = 0;
        try (RecommenderHarness job = serving(BATCHES)) {
            if (challenger.isPresent()) {
                begin(job, challenger.get());
            }
            sendAll(job, 0);
            assertThat(job.shadows()).hasSize(challenger.isPresent() ? SESSIONS : 0);
            return job.checkpoint(9).getStateSize();
        }
    }

    @Test
    void moreShareMovesSessionsToTheChallengerOnly() throws Exception {
        try (RecommenderHarness job = serving(BATCHES)) {
            ModelAnnouncement little = challenger(2, 0.2, 0);
            begin(job, little);
            sendAll(job, 0);
            ModelAnnouncement much =
                    ModelAnnouncement.newBuilder(little).setShare(0.8).build();
            tell(job, Optional.of(much));
            sendAll(job, 1);

            Map<String, Long> before = new HashMap<>();
            job.recommendations().subList(0, SESSIONS).forEach(a -> before.put(a.getSessionId(), a.getModelVersion()));
            assertThat(job.recommendations().subList(SESSIONS, 2 * SESSIONS)).allSatisfy(answer -> {
                assertThat(answer.getModelVersion()).isGreaterThanOrEqualTo(before.get(answer.getSessionId()));
                assertThat(answer.getModelVersion()).isEqualTo(arm(much, answer) == Arm.CHALLENGER ? 2 : 1);
            });
        }
    }

    @Test
    void theEndOfATrialGivesAllSessionsBack() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE)) {
            begin(job, challenger(2, 1, 1));
            job.send(events.view("s", "i1", 0));
            tell(job, Optional.empty());
            job.send(events.view("s", "i2", 1));

            assertThat(job.recommendations())
                    .extracting(Recommendation::getModelVersion)
                    .containsExactly(2L, 1L);
            assertThat(job.shadows()).hasSize(1);
            Rankings.assertRanking(job.recommendations().get(1), 4, first, List.of("i1", "i2"));
        }
    }

    @Test
    void aPromotedChallengerAnswersAllUnderItsNewVersion() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE)) {
            ModelAnnouncement challenger = challenger(2, 0, 1);
            begin(job, challenger);
            Files.delete(store.resolve("model-2.safetensors")); // it is in memory already
            job.announce(new Announcement(
                    "default",
                    ModelAnnouncement.newBuilder(challenger)
                            .setVersion(3)
                            .setShadow(0)
                            .build()));
            awaitMail(job);
            tell(job, Optional.empty());
            job.send(events.view("s", "i1", 0));

            assertThat(job.recommendations().get(0).getModelVersion()).isEqualTo(3);
            Rankings.assertRanking(job.recommendations().get(0), 4, second, List.of("i1"));
            assertThat(job.shadows()).isEmpty();
        }
    }

    @Test
    void anotherChampionEndsTheTrial() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE)) {
            begin(job, challenger(2, 1, 0));
            job.announce(new TinyGru(12, 3).publish(store, 3));
            awaitMail(job);
            job.send(events.view("s", "i1", 0));

            assertThat(job.recommendations().get(0).getModelVersion()).isEqualTo(3);
        }
    }

    @Test
    void aChampionThatCannotBeLoadedEndsTheTrialToo() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE)) {
            begin(job, challenger(2, 1, 1));
            job.send(events.view("s", "i1", 0));
            Announcement third = new TinyGru(12, 3).publish(store, 3);
            Files.delete(store.resolve("model-3.safetensors"));
            job.announce(third);
            job.send(events.view("s", "i2", 1));

            assertThat(job.recommendations())
                    .extracting(Recommendation::getModelVersion)
                    .containsExactly(2L, 1L);
            assertThat(job.shadows()).as("of the first event alone").hasSize(1);
        }
    }

    @Test
    void aPromotionThatCannotBeLoadedGivesAllSessionsBack() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE)) {
            ModelAnnouncement challenger = challenger(2, 1, 0);
            Files.delete(store.resolve("model-2.safetensors"));
            begin(job, challenger);
            job.announce(new Announcement(
                    "default",
                    ModelAnnouncement.newBuilder(challenger)
                            .setVersion(3)
                            .setShare(0)
                            .build()));
            awaitMail(job);
            job.send(events.view("s", "i1", 0));
            tell(job, Optional.empty());
            job.send(events.view("s", "i2", 1));

            assertThat(job.recommendations())
                    .extracting(Recommendation::getModelVersion)
                    .containsExactly(1L, 1L);
        }
    }

    @Test
    void aChallengerBelowTheChampionIsNotTried() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE)) {
            tell(job, Optional.of(challenger(1, 1, 1)));
            job.send(events.view("s", "i1", 0));

            assertThat(job.recommendations().get(0).getModelVersion()).isEqualTo(1);
            assertThat(job.shadows()).isEmpty();
        }
    }

    @Test
    void aMissingChallengerLeavesTheChampionAndIsTriedAgain() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE)) {
            ModelAnnouncement challenger = challenger(2, 1, 0);
            Path bundle = store.resolve("model-2.safetensors");
            Path away = Files.move(bundle, store.resolve("away"));
            begin(job, challenger);
            job.send(events.view("s", "i1", 0));
            Files.move(away, bundle);
            now += RecommenderHarness.RETRY_INITIAL.toMillis();
            job.processingTime(now);
            awaitMail(job);
            job.send(events.view("s", "i2", 1));

            assertThat(job.recommendations())
                    .extracting(Recommendation::getModelVersion)
                    .containsExactly(1L, 2L);
        }
    }

    @Test
    void aRestartHearsOfTheTrialFromTheTopicAlone() throws Exception {
        OperatorSubtaskState state;
        ModelAnnouncement challenger = challenger(2, 1, 0);
        try (RecommenderHarness job = serving(AT_ONCE)) {
            begin(job, challenger);
            job.send(events.view("s", "i1", 0));
            state = job.checkpoint(1);
        }
        now = 0;
        try (RecommenderHarness job = RecommenderHarness.restore(AT_ONCE, state)) {
            job.send(events.view("s", "i2", 1));
            begin(job, challenger);
            job.send(events.view("s", "i3", 2));

            assertThat(job.recommendations())
                    .extracting(Recommendation::getModelVersion)
                    .containsExactly(1L, 2L);
            Rankings.assertRanking(job.recommendations().get(1), 4, second, List.of("i1", "i2", "i3"));
        }
    }

    @Test
    void trialsThatAreLongOverAreNotTakenUpOnTheWay() throws Exception {
        try (RecommenderHarness job = serving(AT_ONCE)) {
            job.notice(new Challenge("default", Optional.of(challenger(2, 1, 0))));
            job.notice(new Challenge("default", Optional.empty()));
            job.notice(new Challenge("default", Optional.of(challenger(3, 0.5, 0))));
            tell(job, Optional.empty());
            job.send(events.view("s", "i1", 0));

            assertThat(job.runMail()).as("nothing loads").isFalse();
            assertThat(job.recommendations().get(0).getModelVersion()).isEqualTo(1);
        }
    }
}
