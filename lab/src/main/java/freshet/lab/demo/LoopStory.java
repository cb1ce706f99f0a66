package freshet.lab.demo;

import freshet.cli.Interruption;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.learn.LearnCommand;
import freshet.cli.learn.Step;
import freshet.cli.learn.StepListener;
import freshet.cli.publish.PublishCommand;
import freshet.cli.rollout.RolloutCommand;
import freshet.lab.RunFolder;
import freshet.model.bundle.BundleFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/**
 * Shows the loop close, with the commands that an operator has: {@code learn} trains on what the
 * job has captured and has the model judged; then a spoiled one is refused by the gate and, put on
 * trial all the same, taken back. On a thread of its own.
 */
final class LoopStory implements SideWork {
    private static final long STOP_MILLIS = 10_000;
    private static final long AGAIN_MILLIS = 5_000;

    /** The gate may refuse a model that has learned too little of what is new. */
    private static final int MOST_TRAININGS = 4;

    /**
     * Rules by which each stage takes seconds, at some hundred events a second. Latency says little
     * here: broker, job, trainer and judge share one process.
     */
    private static final List<String> RULES = List.of(
            "--least-predictions=300",
            "--tolerated-loss=0.1",
            "--shares=0.25,0.5",
            "--shadow=1",
            "--session-quiet=5min",
            "--latency-ratio=100",
            "--latency-slack=10s",
            "--catalogue-share=0.3");

    private final DemoSettings settings;
    private final RunFolder folder;
    private final KafkaConnection connection;
    private final DemoView view;
    private final PrintWriter lines;
    private final Interruption end = new Interruption();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "loop");
    private volatile String words = "";

    /** Begins. */
    LoopStory(DemoSettings settings, RunFolder folder, KafkaConnection connection, DemoView view) {
        this.settings = settings;
        this.folder = folder;
        this.connection = connection;
        this.view = view;
        this.lines = new PrintWriter(new LineWriter(line -> view.say("  " + line)), true);
        thread.start();
    }

    @Override
    public String words() {
        return words;
    }

    @Override
    public boolean running() {
        return thread.isAlive();
    }

    @Override
    public void requireWorking() {
        RuntimeException cause = failure.get();
        if (cause != null) {
            throw cause;
        }
    }

    @Override
    public void close() {
        if (!end.asked()) {
            end.ask();
        }
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the caller is to end as well
        }
    }

    private void run() {
        try {
            learn();
            if (!end.asked()) {
                spoil();
            }
        } catch (RuntimeException e) {
            failure.set(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            words = "";
        }
    }

    private void learn() throws InterruptedException {
        view.stress("the shop's tastes drift; learn trains the next model on what the job has captured");
        List<String> arguments = new ArrayList<>(RULES);
        arguments.addAll(List.of(
                "--bootstrap-servers=" + connection.bootstrapServers(),
                "--capture=" + folder.captured(),
                "--store=" + folder.store(),
                "--work=" + folder.learning(),
                "--session-gap=" + settings.gap(),
                "--model=" + settings.model(),
                "--min-support=1",
                "--gate-least=300",
                "--look-every=2s"));
        Map<String, String> trainer = settings.loop().orElseThrow();
        trainer.forEach((name, value) -> arguments.add("--set=" + name + "=" + value));
        Steps steps = new Steps();
        while (run(new LearnCommand(steps, end), arguments) == ExitCode.OK
                && !steps.published
                && steps.trainings < MOST_TRAININGS
                && !end.await(AGAIN_MILLIS)) {
            view.say("learn looks again once more is captured");
        }
    }

    private Path candidate() {
        return folder.learning().resolve("candidate.safetensors");
    }

    private void spoil() {
        Path spoiled = folder.learning().resolve("spoiled.safetensors");
        BundleFile.write(spoiled, ShuffledItems.of(BundleFile.read(candidate()), 1));
        view.stress("now a spoiled model: its item ids are shuffled, and its self-test holds all the same");
        List<String> publish = List.of(
                "--bootstrap-servers=" + connection.bootstrapServers(),
                "--model=" + spoiled,
                "--store=" + folder.store());
        words = "the gate looks at a spoiled model";
        List<String> gated = new ArrayList<>(publish);
        gated.addAll(List.of(
                "--gate=" + folder.captured(), "--format=avro", "--gate-least=100", "--session-gap=" + settings.gap()));
        run(new PublishCommand(), gated);
        view.stress("without the gate it is put on trial; nobody sees its answers yet");
        words = "the judge looks at a spoiled model";
        List<String> tried = new ArrayList<>(publish);
        tried.addAll(List.of("--challenger", "--share=0", "--shadow=1"));
        if (run(new PublishCommand(), tried) == ExitCode.OK) {
            List<String> judged = new ArrayList<>(RULES);
            judged.addAll(List.of(
                    "--bootstrap-servers=" + connection.bootstrapServers(),
                    "--session-gap=" + settings.gap(),
                    "--every=2s"));
            run(new RolloutCommand(end), judged);
        }
    }

    private int run(Object command, List<String> arguments) {
        return new CommandLine(command)
                .setOut(lines)
                .setErr(lines)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    lines.println(e.getMessage());
                    return ExitCode.SOFTWARE;
                })
                .execute(arguments.toArray(String[]::new));
    }

    private final class Steps implements StepListener {
        private int trainings;
        private boolean published;

        @Override
        public void begins(Step step) {
            trainings += step == Step.TRAIN ? 1 : 0;
            published |= step == Step.PUBLISH;
            words = "learn: " + step;
            view.stress("learn: " + step);
        }
    }
}
