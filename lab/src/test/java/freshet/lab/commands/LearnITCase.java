package freshet.lab.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.cli.Interruption;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.learn.LearnCommand;
import freshet.cli.learn.Step;
import freshet.cli.learn.StepListener;
import freshet.cli.publish.Announcements;
import freshet.cli.publish.PublishCommand;
import freshet.cli.publish.Trials;
import freshet.cli.testing.CommandRun;
import freshet.lab.RunningKafka;
import freshet.model.bundle.BundleFile;
import freshet.schema.ModelAnnouncement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** {@code freshet learn} on a broker; no job answers here, so that a test ends each trial. */
class LearnITCase {
    private static final String MODEL = "default";

    @TempDir
    private static Path shared;

    private static RunningKafka kafka;

    @TempDir
    private Path folder;

    private TopicNames topics;
    private CapturedShop shop;

    @BeforeAll
    static void start() {
        kafka = new RunningKafka(shared.resolve("kafka"));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void prepare(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        topics = new TopicNames(name + "-e", name + "-r", name + "-x", name + "-m")
                .withShadow(name + "-s")
                .withRollouts(name + "-o");
        try (Admin admin = kafka.connection().admin()) {
            Topics.create(admin, topics, 1);
        }
        shop = new CapturedShop(folder.resolve("captured"));
    }

    @Test
    void theFirstModelIsTheChampionAndTheSecondChallengesIt() throws IOException {
        shop.hour();
        CommandRun first = learn(promoting());
        shop.hour();
        CommandRun second = learn(promoting());

        assertThat(first.out())
                .contains("no model is announced yet", "training markov from nothing", "version 1 is the champion");
        assertThat(second.out())
                .contains("the gate lets the candidate through: candidate Recall@20 ")
                .contains("version 2 is announced as challenger")
                .contains("version 2 is promoted and is the champion as version 3");
        assertThat(journal()).contains("\"step\" : \"DONE\"", "\"outcome\" : \"version 2 is promoted");
        assertThat(kept()).hasSize(2);
    }

    /** In front of each step, and behind it before it is noted. */
    @Test
    void whereverARunIsKilledTheNextOneGoesOn() throws IOException {
        shop.hour();
        learn(promoting());
        ModelAnnouncement champion = champion();
        shop.hour();
        for (Step step : List.of(Step.READ, Step.TRAIN, Step.GATE, Step.PUBLISH, Step.ROLLOUT)) {
            for (boolean before : new boolean[] {true, false}) {
                assertThatThrownBy(() -> learn(new KilledAt(step, before))).isInstanceOf(Killed.class);
                if (step != Step.ROLLOUT || before) {
                    assertThat(champion()).as("the champion serves").isEqualTo(champion);
                }
                if (step == Step.TRAIN && before) {
                    shop.hour(); // what comes in meanwhile is for the next run
                }
            }
        }
        CommandRun last = learn(promoting());

        assertThat(last.out()).contains("going on with the run of ", " at ROLLOUT", "version 2 is promoted");
        assertThat(kafka.records(topics.models()))
                .as("champion, challenger, promotion, end of the trial; nothing twice")
                .hasSize(4);
        assertThat(champion().getVersion()).isEqualTo(3);
        assertThat(kept()).hasSize(2);
        assertThat(BundleFile.sha256(kept().get(1)))
                .isEqualTo(champion().getSha256())
                .isEqualTo(unkilled(champion));
    }

    /** As by Ctrl-C or a plain kill, when the step begins. */
    @Test
    void askedToEndInAnyStepARunStopsAndTheNextOneGoesOn() throws IOException {
        shop.hour();
        learn(promoting());
        shop.hour();
        for (Step step : List.of(Step.READ, Step.TRAIN, Step.GATE, Step.PUBLISH, Step.ROLLOUT)) {
            CommandRun stopped = asked(step);
            assertThat(stopped.failure().orElseThrow().getMessage())
                    .matches("stopped at [A-Z]+; the champion goes on, and so does the run with the same command");
            assertThat(champion().getVersion()).isEqualTo(1);
        }
        CommandRun last = learn(promoting());
        assertThat(last.out()).contains("at ROLLOUT", "version 2 is promoted");
        assertThat(kafka.records(topics.models())).hasSize(4);
    }

    private CommandRun asked(Step asking) {
        Interruption interruption = new Interruption();
        StepListener ending = new StepListener() {
            @Override
            public void begins(Step step) {
                if (step == asking) {
                    interruption.ask();
                }
            }
        };
        return CommandRun.of(new LearnCommand(ending, interruption), arguments("--once"));
    }

    @Test
    void aCandidateThatIsWorseIsRefusedAndNothingIsAnnounced() throws IOException {
        shop.hour();
        learn(promoting());
        shop.hour();
        CommandRun run = learn(new StepListener() {}, "--model=popularity");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("the gate refuses the candidate: candidate Recall@20 ", "nothing is announced");
        assertThat(journal()).contains("\"step\" : \"DONE\"", "the gate refuses the candidate");
        assertThat(kafka.records(topics.models())).hasSize(1);
    }

    @Test
    void nothingIsTrainedOnTooFewNewSessions() throws IOException {
        shop.hour();
        learn(promoting());
        CommandRun none = learn(promoting());
        shop.hour();
        CommandRun few = learn(promoting(), "--gate-least=1000000");

        assertThat(none.out())
                .contains(" new predictions since version 1 was trained are too few: half of them is for");
        assertThat(few.out()).contains("are too few: half of them is for the gate, which takes 1,000,000");
        assertThat(few.out() + none.out()).doesNotContain("training");
    }

    @Test
    void modelAnnouncedMeanwhileIsTheOneToBeCompared() throws IOException {
        shop.hour();
        learn(promoting());
        shop.hour();
        StepListener other = new StepListener() {
            private boolean announced;

            @Override
            public void begins(Step step) {
                if (step == Step.PUBLISH && !announced) {
                    announced = true;
                    publish(kept().get(0));
                } else if (step == Step.ROLLOUT) {
                    promote();
                }
            }
        };
        CommandRun run = learn(other);

        assertThat(run.out())
                .contains("version 2 was announced meanwhile; the gate compares with that one")
                .contains("version 3 is announced as challenger");
    }

    @Test
    void aRunThatFailsSaysWhyAndTheNextOneGoesOn() throws IOException {
        shop.hour();
        learn(promoting());
        shop.hour();
        Path store = Path.of(URI.create(champion().getUri())).getParent();
        Path away = store.resolveSibling("away");
        Files.move(store, away);
        CommandRun failed = learn(promoting());
        String noted = journal();
        Files.move(store, store.resolveSibling("empty")); // the check for its rights has made it
        Files.move(away, store);
        CommandRun again = learn(promoting());

        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.failure().orElseThrow())
                .hasMessageStartingWith("the champion, version 1, cannot be fetched: ")
                .hasMessageEndingWith("bring its bundle back, or publish another model");
        assertThat(noted).contains("\"step\" : \"READ\"", "\"failure\" : \"the champion, version 1, cannot be fetched");
        assertThat(again.out()).contains("version 2 is promoted");
    }

    @Test
    void whatTheJudgeNeedsIsMissedBeforeAnythingIsTrained() throws IOException {
        shop.hour();
        CommandRun run = learn(promoting(), "--rollouts-topic=no-rollouts");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure().orElseThrow()).hasMessageContaining("no-rollouts");
        assertThat(folder.resolve("work/journal.json")).doesNotExist();
    }

    @Test
    void aCandidateThatIsLostIsTrainedAgain() throws IOException {
        shop.hour();
        learn(promoting());
        shop.hour();
        assertThatThrownBy(() -> learn(new KilledAt(Step.PUBLISH, true))).isInstanceOf(Killed.class);
        Files.write(folder.resolve("work/candidate.safetensors"), new byte[] {1, 2, 3});
        CommandRun run = learn(promoting());

        assertThat(run.out())
                .contains("is not the one that was let through; the run begins anew", "version 2 is promoted");
    }

    @Test
    void aSetThatIsDamagedOrGoneIsPreparedAgain() throws IOException {
        shop.hour();
        learn(promoting());
        assertThat(folder.resolve("work/set")).as("of a run that is over").doesNotExist();
        shop.hour();
        assertThatThrownBy(() -> learn(new KilledAt(Step.TRAIN, true))).isInstanceOf(Killed.class);
        Path whole = folder.resolve("work/set/whole.set");
        byte[] written = Files.readAllBytes(whole);
        Files.write(whole, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> learn(new KilledAt(Step.GATE, true))).isInstanceOf(Killed.class);
        assertThat(whole).hasBinaryContent(written);
        delete(folder.resolve("work/set/unseen.sessions"));
        CommandRun run = learn(promoting());

        assertThat(run.out())
                .contains("going on with the run of ", " at GATE")
                .contains("the sessions for the gate are not in ", "the training set of this run is prepared again")
                .contains("the gate lets the candidate through", "version 2 is promoted");
        assertThat(folder.resolve("work/set")).doesNotExist();
    }

    @Test
    void whatIsCapturedMayBeGoneOnceItIsSorted() throws IOException {
        shop.hour();
        learn(promoting());
        shop.hour();
        assertThatThrownBy(() -> learn(new KilledAt(Step.TRAIN, true))).isInstanceOf(Killed.class);
        Files.move(folder.resolve("captured"), folder.resolve("deleted"));
        CommandRun run = learn(promoting());

        assertThat(run.out()).contains("going on with the run of ", " at TRAIN", "version 2 is promoted");
    }

    @Test
    void aTrialThatGoesOnIsNotLeftUnjudgedInSilence() throws IOException {
        shop.hour();
        learn(promoting());
        shop.hour();
        assertThatThrownBy(() -> learn(new KilledAt(Step.ROLLOUT, true))).isInstanceOf(Killed.class);
        CommandRun run = learn(new StepListener() {}, "--no-rollout");

        assertThat(run.failure().orElseThrow())
                .hasMessageStartingWith("version 2 of model default is on trial, and --no-rollout has it not judged");
        assertThat(learn(promoting()).out()).contains("version 2 is promoted");
    }

    @Test
    void oneProcessHoldsTheWorkFolder() throws IOException {
        shop.hour();
        List<CommandRun> second = new ArrayList<>();
        learn(new StepListener() {
            @Override
            public void begins(Step step) {
                if (step == Step.TRAIN) {
                    second.add(learn(new StepListener() {}));
                }
            }
        });

        assertThat(second.get(0).failure().orElseThrow())
                .hasMessage("--work " + folder.resolve("work")
                        + " is in use by another process; wait for its end or name another folder");
    }

    @Test
    void aScheduleEndsCleanlyBetweenTwoRuns() throws IOException {
        shop.hour();
        Interruption interruption = new Interruption();
        StepListener ending = new StepListener() {
            @Override
            public void ends(Step step) {
                if (step == Step.PUBLISH) {
                    interruption.ask();
                }
            }
        };
        CommandRun run = CommandRun.of(new LearnCommand(ending, interruption), arguments("--every=24h"));
        CommandRun waiting = CommandRun.of(new LearnCommand(ending, interruption), arguments("--every=24h"));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("version 1 is the champion");
        assertThat(waiting.out()).startsWith("the next run begins in 23 h 59 min");
    }

    @Test
    void aRunThatBeganByAClockThatWasAheadIsFollowedAtOnce() throws IOException {
        shop.hour();
        learn(promoting());
        Files.writeString(
                folder.resolve("work/journal.json"),
                journal().replaceFirst("\"started\" : \"....", "\"started\" : \"2999"));
        Interruption interruption = new Interruption();
        StepListener ending = new StepListener() {
            @Override
            public void begins(Step step) {
                interruption.ask();
            }
        };
        CommandRun run = CommandRun.of(new LearnCommand(ending, interruption), arguments("--every=24h"));

        assertThat(run.out()).startsWith("stopped at READ; ");
    }

    /** What an unkilled run trains from the same files beside the same champion. */
    private String unkilled(ModelAnnouncement champion) throws IOException {
        TopicNames before = topics;
        topics = new TopicNames("u-e", "u-r", "u-x", "u-m").withShadow("u-s").withRollouts("u-o");
        try (Admin admin = kafka.connection().admin()) {
            Topics.create(admin, topics, 1);
        }
        publish(Path.of(URI.create(champion.getUri())));
        delete(folder.resolve("captured/date=2026-03-02/hour=02/events-a-0.avro"));
        Files.move(folder.resolve("work"), folder.resolve("killed"));
        learn(promoting());
        String sha256 = champion().getSha256();
        Files.move(folder.resolve("work"), folder.resolve("unkilled"));
        Files.move(folder.resolve("killed"), folder.resolve("work"));
        topics = before;
        return sha256;
    }

    private CommandRun learn(StepListener listener, String... more) {
        return CommandRun.of(new LearnCommand(listener, new Interruption()), arguments(more));
    }

    private String[] arguments(String... more) {
        List<String> given = Stream.of(more).map(LearnITCase::name).toList();
        return Stream.concat(
                        Stream.of(
                                        "--bootstrap-servers=" + kafka.bootstrapServers(),
                                        "--capture=" + folder.resolve("captured"),
                                        "--store=" + folder.resolve("store"),
                                        "--work=" + folder.resolve("work"),
                                        "--events-topic=" + topics.events(),
                                        "--recommendations-topic=" + topics.recommendations(),
                                        "--models-topic=" + topics.models(),
                                        "--shadow-topic=" + topics.shadow().orElseThrow(),
                                        "--rollouts-topic=" + topics.rollouts().orElseThrow(),
                                        "--gate-least=100",
                                        "--look-every=50ms",
                                        "--model=markov")
                                .filter(option -> !given.contains(name(option))),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private static String name(String option) {
        return option.split("=")[0];
    }

    private void publish(Path bundle) {
        CommandRun run = CommandRun.of(
                new PublishCommand(),
                "--bootstrap-servers=" + kafka.bootstrapServers(),
                "--model=" + bundle,
                "--store=" + folder.resolve("store"),
                "--models-topic=" + topics.models());
        assertThat(run.status()).isZero();
    }

    /** Ends each trial as a judge does that is content. */
    private StepListener promoting() {
        return new StepListener() {
            @Override
            public void begins(Step step) {
                if (step == Step.ROLLOUT) {
                    promote();
                }
            }
        };
    }

    private void promote() {
        if (announcements().of(MODEL).trial().isPresent()) {
            new Trials(announcements(), Clock.systemUTC()).promote(MODEL, "");
        }
    }

    private ModelAnnouncement champion() {
        return announcements().newest(MODEL).orElseThrow();
    }

    private Announcements announcements() {
        return new Announcements(kafka.connection(), topics.models(), warning -> {});
    }

    private String journal() throws IOException {
        return Files.readString(folder.resolve("work/journal.json"));
    }

    private List<Path> kept() {
        try (Stream<Path> files = Files.list(folder.resolve("work/bundles"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a run as a kill does: what it was about to note is not noted. */
    private final class KilledAt implements StepListener {
        private final Step step;
        private final boolean before;

        KilledAt(Step step, boolean before) {
            this.step = step;
            this.before = before;
        }

        @Override
        public void begins(Step begun) {
            if (before && begun == step) {
                throw new Killed();
            }
            if (begun == Step.ROLLOUT) {
                promote();
            }
        }

        @Override
        public void ends(Step over) {
            if (!before && over == step) {
                throw new Killed();
            }
        }
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
