package freshet.lab.commands;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.cli.CommandException;
import freshet.cli.Interruption;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.publish.Announcements;
import freshet.cli.rollout.Decision;
import freshet.cli.rollout.Judge;
import freshet.cli.rollout.JudgeSettings;
import freshet.cli.rollout.RolloutCommand;
import freshet.cli.rollout.RolloutRules;
import freshet.cli.testing.CommandRun;
import freshet.lab.RunningKafka;
import freshet.model.session.SessionRules;
import freshet.schema.Rollout;
import freshet.schema.RolloutDecision;
import freshet.schema.RolloutStage;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.event.EventFormat;
import freshet.serving.table.AnnouncedModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trials on a real broker, events and both models' answers written as a job would, judged by the
 * command and by {@link Judge}.
 */
final class RolloutITCase {
    static final String MODEL = "shop";
    static final int SESSIONS = 300; // four events each, so three predictions
    private static final int FEW = 40; // too few for a verdict
    private static final int LONG = 1_500;

    @TempDir
    private static Path folder;

    private static RunningKafka kafka;

    @BeforeAll
    static void start() {
        kafka = new RunningKafka(folder.resolve("kafka"));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void anEqualChallengerGoesThroughAllStagesAndIsPromoted() {
        TopicNames topics = topics("promoted");
        TrialTraffic traffic = trial(topics, 0, 1);

        assertThat(once(topics).out())
                .contains("version 2 begins in SHADOW, answers 0.0 % of the sessions, 100.0 % in");
        assertThat(once(topics).out()).contains("version 2 waits in SHADOW").contains("0 of 300 predictions");
        traffic.play(SESSIONS);
        assertThat(once(topics).out())
                .contains("version 2 goes on to CANARY, answers 10.0 % of the sessions")
                .contains("no loss over 20.0 %: Recall@20 ")
                .containsPattern("Recall@20 +champion 0\\.\\d{4} +challenger 0\\.\\d{4}");
        assertThat(announced(topics).challenger().orElseThrow().getShare()).isEqualTo(0.1);
        assertThat(once(topics).out()).contains("version 2 waits in CANARY").contains("of 300 predictions");
        traffic.play(SESSIONS);
        CommandRun last = once(topics);

        assertThat(last.status()).isZero();
        assertThat(last.out()).contains("version 2 is promoted: no loss over 20.0 %");
        AnnouncedModel model = announced(topics);
        assertThat(model.challenger()).isEmpty();
        assertThat(model.champion().orElseThrow().getVersion()).isEqualTo(3);
        assertThat(model.champion().orElseThrow().getSha256()).isEqualTo(TrialTraffic.CHALLENGER_HASH);
        assertThat(decisions(topics))
                .containsExactly(RolloutDecision.BEGIN, RolloutDecision.GO_ON, RolloutDecision.PROMOTE);
        assertThat(newest(topics).getStage()).isEqualTo(RolloutStage.PROMOTED);
        assertThat(newest(topics).getFigures()).containsKeys("recallGainLower", "mrrGainUpper", "championItems");
        assertThat(once(topics).out()).contains("no challenger of model shop is on trial");
    }

    @Test
    void aWorseChallengerIsTakenBackAndTheChampionStays() {
        TopicNames topics = topics("returned");
        TrialTraffic traffic = trial(topics, 0.1, 1);
        once(topics);
        traffic.challengerMisses(0.8);
        traffic.play(SESSIONS);

        CommandRun run = CommandRun.of(new RolloutCommand(), arguments(topics, "--every", "10ms"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("version 2 is taken back: Recall@20 is worse than the champion's by ");
        assertThat(announced(topics).challenger()).isEmpty();
        assertThat(announced(topics).champion().orElseThrow().getVersion()).isEqualTo(1);
        assertThat(newest(topics).getStage()).isEqualTo(RolloutStage.RETURNED);
    }

    /** What is on the topics then is all that the next judge has. */
    @Test
    void aJudgeKilledBeforeItAnnouncesIsFollowedByOneThatDoes() {
        TopicNames topics = topics("killed");
        TrialTraffic traffic = trial(topics, 0.1, 1);
        decideAndDie(topics, RolloutDecision.BEGIN);
        traffic.play(SESSIONS);
        decideAndDie(topics, RolloutDecision.PROMOTE);
        assertThat(announced(topics).trial()).isPresent();

        look(topics);

        assertThat(announced(topics).champion().orElseThrow().getVersion()).isEqualTo(3);
        assertThat(announced(topics).challenger()).isEmpty();
        look(topics);
        assertThat(announced(topics).champions()).hasSize(2);
    }

    @Test
    void aJudgeKilledBetweenPromotionAndEndIsFollowedByOneThatEnds() {
        TopicNames topics = topics("half");
        TrialTraffic traffic = trial(topics, 0.1, 1);
        decideAndDie(topics, RolloutDecision.BEGIN);
        traffic.play(SESSIONS);
        decideAndDie(topics, RolloutDecision.PROMOTE);
        traffic.announceChampion(3, TrialTraffic.CHALLENGER_HASH);

        look(topics);

        assertThat(announced(topics).challenger()).isEmpty();
        assertThat(announced(topics).champions()).hasSize(2);
        assertThat(newest(topics).getStage()).isEqualTo(RolloutStage.PROMOTED);
    }

    @Test
    void aReturnThatWasNotAnnouncedIsAnnouncedByTheNextJudge() {
        TopicNames topics = topics("unreturned");
        TrialTraffic traffic = trial(topics, 0.1, 1);
        decideAndDie(topics, RolloutDecision.BEGIN);
        traffic.challengerMisses(0.8);
        traffic.play(SESSIONS);
        decideAndDie(topics, RolloutDecision.RETURN);
        assertThat(announced(topics).trial()).isPresent();

        look(topics);

        assertThat(announced(topics).challenger()).isEmpty();
    }

    @Test
    void anotherJudgeCountsTheSame() {
        TopicNames topics = topics("same");
        TrialTraffic traffic = trial(topics, 0.1, 1);
        Map<String, Double> atOnce;
        Map<String, Double> stepByStep;
        try (Judge judge = judge(topics, false)) {
            judge.look();
            for (int part = 0; part < 3; part++) {
                traffic.play(40);
                judge.look();
            }
            stepByStep = newest(topics).getFigures();
        }
        try (Judge judge = judge(topics, false)) {
            atOnce = judge.look().rollout().orElseThrow().getFigures();
        }
        assertThat(atOnce.keySet()).isEqualTo(stepByStep.keySet());
        atOnce.forEach((name, value) -> assertThat(value).as(name).isCloseTo(stepByStep.get(name), within(1e-6)));
        assertThat(atOnce.get("predictions")).isGreaterThan(100);
    }

    @Test
    void aJudgeThatIsStoppedSaysSoAndTheNextGoesOn() {
        TopicNames topics = topics("stopped");
        trial(topics, 0.1, 1);
        Interruption asked = new Interruption();
        asked.ask();

        CommandRun run = CommandRun.of(new RolloutCommand(asked), arguments(topics, "--every", "1h"));

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("version 2 begins in CANARY")
                .endsWith(String.format(
                        "stopped; what is announced goes on, and so does the judge with the same command%n"));
        assertThat(look(topics).rollout().orElseThrow().getDecision()).isEqualTo(RolloutDecision.WAIT);
    }

    /** More answers than a judge takes at once, before it reads their events. */
    @Test
    void aLongTrialIsReadInRounds() {
        TopicNames topics = topics("long");
        TrialTraffic traffic = trial(topics, 0.1, 1);
        look(topics);
        traffic.play(LONG);
        double open = 2; // the last session of each partition
        assertThat(look(topics).rollout().orElseThrow().getFigures())
                .containsEntry("predictions", 3 * (LONG - open))
                .containsEntry("sessions", LONG - open)
                .containsEntry("sessionsPassedOver", 0.0);
    }

    @Test
    void aDryRunWritesNothing() {
        TopicNames topics = topics("dry");
        TrialTraffic traffic = trial(topics, 0.1, 1);
        traffic.challengerMisses(0.8);
        traffic.play(SESSIONS);
        int announcements = kafka.records(topics.models()).size();

        CommandRun run = CommandRun.of(new RolloutCommand(), arguments(topics, "--dry-run", "--every", "10ms"));

        assertThat(run.out()).contains("version 2 begins in CANARY").contains("version 2 is taken back: ");
        assertThat(kafka.records(topics.rollouts().orElseThrow())).isEmpty();
        assertThat(kafka.records(topics.models())).hasSize(announcements);
    }

    @Test
    void whatAnOperatorAnnouncesHolds() {
        TopicNames topics = topics("operator");
        TrialTraffic traffic = trial(topics, 0.1, 1);
        look(topics);
        traffic.announceChallenger(0.3, 0.4);
        assertThat(look(topics).rollout().orElseThrow().getDecision()).isEqualTo(RolloutDecision.SHARE);
        assertThat(announced(topics).challenger().orElseThrow().getShare()).isEqualTo(0.3);
        traffic.announceChampion(3, "c".repeat(64));
        garble(topics); // what cannot be read is passed over
        assertThat(look(topics).rollout().orElseThrow().getDecision()).isEqualTo(RolloutDecision.END);
        assertThat(look(topics).rollout()).isEmpty();
    }

    /** As after a compaction that has forgotten the first one, or on a topic that was made anew. */
    @Test
    void anotherTrialOfTheSameVersionBeginsFromNothing() {
        TopicNames topics = topics("again");
        TrialTraffic traffic = trial(topics, 0.1, 1);
        look(topics);
        traffic.challengerMisses(0.8);
        traffic.play(SESSIONS);
        assertThat(look(topics).rollout().orElseThrow().getDecision()).isEqualTo(RolloutDecision.RETURN);
        traffic.announceChallenger(0.1, 1);

        assertThat(look(topics).rollout().orElseThrow().getDecision()).isEqualTo(RolloutDecision.BEGIN);
        Rollout second = look(topics).rollout().orElseThrow();
        assertThat(second.getDecision()).isEqualTo(RolloutDecision.WAIT);
        assertThat(second.getFigures()).containsEntry("predictions", 0.0);
    }

    @Test
    void anotherBundleUnderTheSameVersionIsAnotherTrial() {
        TopicNames topics = topics("bundle");
        TrialTraffic traffic = trial(topics, 0.1, 1);
        look(topics);
        traffic.play(FEW);
        assertThat(look(topics).rollout().orElseThrow().getFigures().get("predictions"))
                .isPositive();
        traffic.endTrial(); // no judge sees that
        traffic.announceOtherChallenger(0.1, 1);

        Rollout begun = look(topics).rollout().orElseThrow();

        assertThat(begun.getDecision()).isEqualTo(RolloutDecision.BEGIN);
        assertThat(begun.getSha256()).isEqualTo(TrialTraffic.OTHER_HASH);
        assertThat(look(topics).rollout().orElseThrow().getFigures()).containsEntry("predictions", 0.0);
    }

    @Test
    void aTrialThatEndedUnseenIsNotTheNextOfItsBundle() {
        TopicNames topics = topics("unseen");
        TrialTraffic traffic = trial(topics, 0.1, 1);
        look(topics);
        traffic.play(FEW);
        look(topics);
        traffic.endTrial();
        traffic.announceChallenger(0.1, 1);

        assertThat(look(topics).rollout().orElseThrow().getDecision()).isEqualTo(RolloutDecision.BEGIN);
        assertThat(look(topics).rollout().orElseThrow().getFigures()).containsEntry("predictions", 0.0);
    }

    /** Its decision was on the topic and not announced when somebody ended the trial. */
    @Test
    void aDecisionIsNotAnnouncedOfTheNextTrialOfAVersion() {
        TopicNames topics = topics("late");
        TrialTraffic traffic = trial(topics, 0.1, 1);
        decideAndDie(topics, RolloutDecision.BEGIN);
        traffic.play(SESSIONS);
        decideAndDie(topics, RolloutDecision.PROMOTE);
        traffic.endTrial();
        traffic.announceOtherChallenger(0.1, 1);

        assertThat(look(topics).rollout().orElseThrow().getDecision()).isEqualTo(RolloutDecision.BEGIN);
        assertThat(announced(topics).champions()).hasSize(1);
        assertThat(announced(topics).trial()).isPresent();
    }

    @Test
    void aComparisonBeginsAnewBesideAnotherChampion() {
        TopicNames topics = topics("champion");
        TrialTraffic traffic = new TrialTraffic(kafka.connection(), topics, MODEL);
        traffic.announceChampion(0, "e".repeat(64));
        traffic.announceChallenger(0.1, 1);
        look(topics);
        traffic.announceChampion(1, "a".repeat(64));

        Rollout begun = look(topics).rollout().orElseThrow();

        assertThat(begun.getDecision()).isEqualTo(RolloutDecision.BEGIN);
        assertThat(begun.getChampion()).isEqualTo(1);
    }

    @Test
    void ofTwoJudgesTheLaterDecidesAndTheOtherFollows() {
        TopicNames topics = topics("two");
        TrialTraffic traffic = trial(topics, 0.1, 1);
        try (Judge first = judge(topics, false);
                Judge second = judge(topics, false)) {
            assertThat(first.look().followed()).isFalse();
            assertThat(second.look().followed()).isFalse();
            Decision followed = first.look();
            assertThat(followed.followed()).isTrue();
            assertThat(followed.rollout().orElseThrow()).isEqualTo(newest(topics));
            traffic.play(SESSIONS);
            assertThat(first.look().followed()).isTrue();
            assertThat(second.look().promotes()).isTrue();
            assertThat(first.look()).matches(Decision::followed).matches(Decision::promotes);
        }
        assertDecidedOnce(topics);
    }

    @Test
    void aJudgeThatFollowsDecidesOnceTheOtherIsGone() {
        TopicNames topics = topics("gone");
        TrialTraffic traffic = trial(topics, 0.1, 1);
        try (Judge first = judge(topics, false)) {
            first.look();
            try (Judge second = judge(topics, false)) {
                second.look();
                assertThat(first.look().followed()).isTrue();
            }
            traffic.play(SESSIONS);
            assertThat(first.look().followed()).isTrue();
            assertThat(first.look().followed()).isTrue();
            assertThat(first.look()).matches(Decision::promotes).matches(decision -> !decision.followed());
        }
        assertDecidedOnce(topics);
    }

    /** They look as often as they can, so that each comes between the other's steps. */
    @Test
    void judgesAtTheSameTimeDecideEachThingOnce() throws Exception {
        TopicNames topics = topics("race");
        TrialTraffic traffic = trial(topics, 0, 1);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Future<CommandRun>> runs = new ArrayList<>();
            for (int judge = 0; judge < 2; judge++) {
                runs.add(both.submit(() -> CommandRun.of(new RolloutCommand(), arguments(topics, "--every", "1ms"))));
            }
            eventually().until(() -> {
                traffic.play(FEW);
                return runs.stream().allMatch(Future::isDone);
            });
            for (Future<CommandRun> run : runs) {
                assertThat(run.get().failure()).isEmpty();
            }
            String said = runs.get(0).get().out() + runs.get(1).get().out();
            assertThat(said).contains("version 2 is promoted").contains("another judge decides, this one follows");
        } finally {
            both.shutdownNow();
        }
        assertThat(decisions(topics))
                .containsExactly(RolloutDecision.BEGIN, RolloutDecision.GO_ON, RolloutDecision.PROMOTE);
        assertThat(keys(topics)).doesNotHaveDuplicates();
        assertThat(kafka.records(topics.models()))
                .as("champion, challenger, share, promotion, end of the trial; nothing twice")
                .hasSize(5);
    }

    private static void assertDecidedOnce(TopicNames topics) {
        assertThat(decisions(topics)).containsExactly(RolloutDecision.BEGIN, RolloutDecision.PROMOTE);
        assertThat(keys(topics)).doesNotHaveDuplicates();
        assertThat(kafka.records(topics.models()))
                .as("champion, challenger, promotion, end of the trial; nothing twice")
                .hasSize(4);
    }

    /** Of the decisions, each as often as it was written. */
    private static List<String> keys(TopicNames topics) {
        return kafka.records(topics.rollouts().orElseThrow()).stream()
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .filter(key -> key.contains("/"))
                .toList();
    }

    @Test
    void aMissingTopicIsNamedWithTheRemedy() {
        TopicNames topics = topics("missing").withRollouts("no-rollouts");
        CommandRun run = once(topics);
        assertThat(run.failure().orElseThrow())
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("no-rollouts")
                .hasMessageContaining("topics --bootstrap-servers");
    }

    private static void decideAndDie(TopicNames topics, RolloutDecision expected) {
        try (Judge judge = judge(topics, false)) {
            assertThat(judge.decide().rollout().orElseThrow().getDecision()).isEqualTo(expected);
        }
    }

    private static void garble(TopicNames topics) {
        try (Producer<byte[], byte[]> producer = kafka.connection().producer()) {
            producer.send(new ProducerRecord<>(
                    topics.rollouts().orElseThrow(), MODEL.getBytes(StandardCharsets.UTF_8), new byte[] {1, 2, 3}));
            producer.flush();
        }
    }

    private static Decision look(TopicNames topics) {
        try (Judge judge = judge(topics, false)) {
            return judge.look();
        }
    }

    private static Judge judge(TopicNames topics, boolean dryRun) {
        return judge(kafka.connection(), topics, dryRun);
    }

    static Judge judge(KafkaConnection connection, TopicNames topics, boolean dryRun) {
        RolloutRules usual = RolloutRules.DEFAULT;
        RolloutRules rules = new RolloutRules(
                300,
                usual.level(),
                0.2,
                false,
                usual.latencyRatio(),
                Duration.ofMinutes(1),
                usual.fallbackMargin(),
                usual.catalogue(),
                usual.patience(),
                usual.longestStage(),
                List.of(0.1),
                usual.shadow(),
                Optional.of(Duration.ofMillis(1)));
        return new Judge(
                connection,
                new JudgeSettings(topics, MODEL, SessionRules.DEFAULT, EventFormat.AUTO, rules, dryRun),
                Clock.systemUTC(),
                warning -> {});
    }

    private static CommandRun once(TopicNames topics) {
        return CommandRun.of(new RolloutCommand(), arguments(topics, "--once"));
    }

    private static String[] arguments(TopicNames topics, String... more) {
        return Stream.concat(
                        Stream.of(
                                "--bootstrap-servers",
                                kafka.bootstrapServers(),
                                "--model-name",
                                MODEL,
                                "--events-topic",
                                topics.events(),
                                "--recommendations-topic",
                                topics.recommendations(),
                                "--models-topic",
                                topics.models(),
                                "--shadow-topic",
                                topics.shadow().orElseThrow(),
                                "--rollouts-topic",
                                topics.rollouts().orElseThrow(),
                                "--least-predictions",
                                "300",
                                "--tolerated-loss",
                                "0.2",
                                "--shares",
                                "0.1",
                                "--latency-slack",
                                "1min",
                                "--session-quiet",
                                "1ms"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    static TopicNames names(String deployment) {
        return new TopicNames(
                        deployment + "-events",
                        deployment + "-recommendations",
                        deployment + "-rejected-events",
                        deployment + "-models")
                .withShadow(deployment + "-shadow")
                .withRollouts(deployment + "-rollouts");
    }

    private static TopicNames topics(String deployment) {
        TopicNames names = names(deployment);
        try (Admin admin = kafka.connection().admin()) {
            Topics.create(admin, names, 2);
        }
        return names;
    }

    private static TrialTraffic trial(TopicNames topics, double share, double shadow) {
        TrialTraffic traffic = new TrialTraffic(kafka.connection(), topics, MODEL);
        traffic.announceChampion(1, "a".repeat(64));
        traffic.announceChallenger(share, shadow);
        return traffic;
    }

    private static AnnouncedModel announced(TopicNames topics) {
        return new Announcements(kafka.connection(), topics.models(), warning -> {}).of(MODEL);
    }

    private static Rollout newest(TopicNames topics) {
        return states(topics).get(MODEL);
    }

    private static List<RolloutDecision> decisions(TopicNames topics) {
        Map<String, Rollout> states = states(topics);
        List<RolloutDecision> decisions = new ArrayList<>();
        for (int number = 1; states.containsKey(MODEL + "/" + number); number++) {
            decisions.add(states.get(MODEL + "/" + number).getDecision());
        }
        return decisions;
    }

    private static Map<String, Rollout> states(TopicNames topics) {
        SingleObjectCodec<Rollout> codec = new SingleObjectCodec<>(Rollout.class);
        Map<String, Rollout> states = new LinkedHashMap<>();
        kafka.records(topics.rollouts().orElseThrow())
                .forEach(record ->
                        states.put(new String(record.key(), StandardCharsets.UTF_8), codec.decode(record.value())));
        return states;
    }
}
