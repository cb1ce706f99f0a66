package freshet.cli.learn;

import freshet.cli.AtLeastOne;
import freshet.cli.EventTypesOption;
import freshet.cli.Interruption;
import freshet.cli.SessionGapOption;
import freshet.cli.TimeText;
import freshet.cli.kafka.KafkaOptions;
import freshet.cli.prepare.WordReaders;
import freshet.cli.publish.ModelTopicOptions;
import freshet.cli.publish.Target;
import freshet.cli.rollout.Judge;
import freshet.cli.train.PreprocessingOptions;
import freshet.cli.train.TrainerOptions;
import freshet.model.session.SessionRules;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet learn}. */
@Command(
        name = "learn",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Learns the next model from what a job captures, compares it with the champion, puts it on trial"
                + " and has it promoted or taken back: once, or on a schedule.",
        footer = {
            "",
            "Killed at any moment, it goes on where it was: give the same command again. If a step fails, the champion"
                    + " answers, and the work folder's journal.json says why.",
            "Exit status: 0 if the run is over, also where the gate or the judge said no; 1 if it failed or was"
                    + " stopped by Ctrl-C or a plain kill. With --every: 0 once it was stopped.",
            "",
            "  ${ROOT-COMMAND-NAME} learn --bootstrap-servers kafka:9092 --capture /srv/captured --store /srv/models"
                    + " --work /srv/learn --every 24h"
        })
public final class LearnCommand implements Callable<Integer> {
    private final StepListener listener;
    private final Optional<Interruption> interruption;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--capture",
            required = true,
            paramLabel = "DIR",
            description = "Folder into which the job captures events, its capture.dir as this machine sees it.")
    private Path capture;

    @Option(
            names = "--store",
            required = true,
            paramLabel = "URI",
            description = "Folder that the jobs fetch bundles from: a path, or any URI that Flink reads.")
    private String store;

    @Option(
            names = "--work",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the journal, the training set of a run, what a killed training left, and the"
                    + " newest bundles; it must stay.")
    private Path work;

    @Option(names = "--once", description = "One run, then end, as a CronJob wants it. The default.")
    private boolean once;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = TimeText.class,
            description = "Stay, and begin a run this long after the last one began, for example 24h.")
    private Optional<Duration> every = Optional.empty();

    @Mixin
    private ModelTopicOptions model;

    @Mixin
    private TrainerOptions trainer;

    @Option(
            names = "--warm-set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the trainer where it goes on from the champion, over --set; may be repeated."
                    + " Default: epochs=3.")
    private Map<String, String> warm = new LinkedHashMap<>(Map.of("epochs", "3"));

    @Option(
            names = "--from-scratch-every",
            paramLabel = "TIME",
            defaultValue = "7d",
            converter = TimeText.class,
            description = "After this time a model is trained from nothing again; until then each goes on from the"
                    + " champion, where its kind can. Default: ${DEFAULT-VALUE}")
    private Duration fromScratchEvery;

    @Option(
            names = "--keep",
            paramLabel = "N",
            defaultValue = "7",
            converter = AtLeastOne.class,
            description = "Newest bundles that stay in the work folder. Default: ${DEFAULT-VALUE}")
    private int keep;

    @Mixin
    private PreprocessingOptions preprocessing;

    @Mixin
    private EventTypesOption types;

    @Mixin
    private SessionGapOption session;

    @Mixin
    private GateLoopOptions gate;

    @Mixin
    private TrialOptions trial;

    /** As a process of its own, which its signals end. */
    public LearnCommand() {
        this.listener = new StepListener() {};
        this.interruption = Optional.empty();
    }

    /**
     * As a part of a process.
     *
     * @param listener hears which step is taken
     * @param interruption ends it
     */
    public LearnCommand(StepListener listener, Interruption interruption) {
        this.listener = listener;
        this.interruption = Optional.of(interruption);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (once && every.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--once and --every exclude each other; give one of them");
        }
        if (every.filter(Duration::isZero).isPresent()) {
            throw new ParameterException(spec.commandLine(), "--every is 0; it must be at least 1ms");
        }
        LearnSettings settings = settings();
        settings.target().requireReady();
        settings.rollout().ifPresent(trial -> requireTopics(settings.target(), trial));
        Interruption end = interruption.orElseGet(Interruption::ofSignals);
        try (WorkFolder folder = WorkFolder.open(work)) {
            Loop loop = new Loop(
                    settings,
                    folder,
                    end,
                    Clock.systemUTC(),
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr()::println);
            Schedule schedule = new Schedule(loop, listener, spec.commandLine().getErr());
            if (every.isPresent()) {
                schedule.every(every.get());
            } else {
                schedule.once();
            }
            return ExitCode.OK;
        } finally {
            end.release();
        }
    }

    /** What the judge needs is there before anything is trained. */
    private static void requireTopics(Target target, RolloutSettings trial) {
        target.connection().call(kafka -> {
            Judge.requireTopics(kafka, trial.judge());
            return trial;
        });
    }

    private LearnSettings settings() {
        SessionRules sessions = session.gap().rules(SessionRules.DEFAULT.maxItems());
        trainer.trainer(); // refuses a wrong setting before anything is read
        trainer.requireWarm(warm);
        List<String> words = new ArrayList<>(WordReaders.words(spec));
        words.addAll(List.of("--format", "avro"));
        return new LearnSettings(
                new CapturedLog(capture, sessions, words),
                new Target(kafka.connection(), model.topic(), model.name(spec), store),
                trainer.model(),
                trainer.settings(),
                warm,
                preprocessing.rules(),
                gate.settings(spec),
                trial.settings(spec, model, sessions),
                fromScratchEvery,
                keep);
    }
}
