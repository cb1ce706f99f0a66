package freshet.lab.benchmark.serving;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.terminal.Effort;
import freshet.lab.benchmark.BenchmarkMachine;
import freshet.lab.benchmark.serving.LatencyLog.Answered;
import freshet.lab.benchmark.serving.OpenLoop.Schedule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures latency at a fixed rate, with swaps or without. The events of a lead-in are sent and
 * answered, but not counted: clients connect, and Java compiles what a backlog never ran, for half
 * a minute on two cores, and what runs at checkpoints alone for longer. For one thread.
 */
final class FixedRateRun {
    private final ServingSettings settings;
    private final JobProbe probe;
    private final Vigil vigil;
    private final KafkaConnection connection;
    private final double perSecond;

    /** @param perSecond events per second, over 0 */
    FixedRateRun(ServingSettings settings, JobProbe probe, Vigil vigil, KafkaConnection connection, double perSecond) {
        this.settings = settings;
        this.probe = probe;
        this.vigil = vigil;
        this.connection = new KafkaConnection(
                connection.bootstrapServers(),
                Map.of("linger.ms", "" + settings.linger().toMillis()));
        this.perSecond = perSecond;
    }

    /** Runs while one model is served. */
    LatencyFigures run(LiveSessions traffic) throws InterruptedException {
        return measure("measuring latency", traffic, schedule(), () -> {});
    }

    /** Runs while models take turns. */
    SwapFigures run(LiveSessions traffic, ServingModels models) throws InterruptedException {
        Schedule schedule = schedule();
        Swapper swapper = new Swapper(
                models,
                probe,
                schedule.startNanos()
                        + settings.leadIn().toNanos()
                        - settings.swapEvery().toNanos() / 2,
                settings.swapEvery().toNanos());
        LatencyFigures latency = measure("measuring swaps", traffic, schedule, swapper::look);
        swapper.finish(vigil);
        return new SwapFigures(latency, swapper.swaps());
    }

    /**
     * Runs while all sessions end: when the lead-in is over, a watermark ends them.
     *
     * @param traffic other sessions, dated by the clock
     */
    EndFigures run(LiveSessions traffic, LateClock clock) throws InterruptedException {
        Schedule schedule = schedule();
        SessionsEnd end = new SessionsEnd(
                clock,
                probe,
                settings.sessions(),
                schedule.startNanos() + settings.leadIn().toNanos());
        LatencyFigures latency = measure("measuring the end of all sessions", traffic, schedule, end::look);
        end.finish(vigil);
        return end.figures(latency);
    }

    private Schedule schedule() {
        return Schedule.of(
                System.nanoTime(),
                perSecond,
                settings.leadIn().plus(settings.duration()).toNanos());
    }

    private LatencyFigures measure(String task, LiveSessions traffic, Schedule schedule, Runnable meanwhile)
            throws InterruptedException {
        if (!settings.profile()) {
            return run(task, traffic, schedule, meanwhile);
        }
        try (CoreSampler sampler = new CoreSampler()) {
            LatencyFigures figures = run(task, traffic, schedule, meanwhile);
            return figures.with(new SlowTime(figures.answered()).split(sampler.finish()));
        }
    }

    private LatencyFigures run(String task, LiveSessions traffic, Schedule schedule, Runnable meanwhile)
            throws InterruptedException {
        long from = schedule.startNanos() + settings.leadIn().toNanos();
        BusyCores cores = new BusyCores(from);
        LatencyLog log = new LatencyLog(Math.toIntExact(schedule.events()));
        try (AnswerReader reader = new AnswerReader(connection.consumer(), TopicNames.DEFAULT.recommendations(), log);
                EventProducer producer = new EventProducer(connection.producer(), TopicNames.DEFAULT.events());
                OpenLoop loop = new OpenLoop(schedule, traffic, producer, log)) {
            vigil.await(
                    task,
                    () -> {
                        reader.requireWorking();
                        loop.requireWorking();
                        meanwhile.run();
                        cores.look();
                        return log.count();
                    },
                    schedule.events());
        }
        List<Answered> counted = log.answered().stream()
                .filter(event -> event.dueNanos() >= from)
                .toList();
        return new LatencyFigures(perSecond, counted, cores.sinceThen(), BenchmarkMachine.load(), Optional.empty());
    }

    /**
     * How many cores this process keeps busy from a moment on. For one thread, which looks often.
     */
    private static final class BusyCores {
        private final long fromNanos;
        private Optional<Effort.Start> start = Optional.empty();

        /** @param fromNanos the moment, by {@link System#nanoTime} */
        BusyCores(long fromNanos) {
            this.fromNanos = fromNanos;
        }

        /** The first look after the moment starts the measurement. */
        void look() {
            if (start.isEmpty() && System.nanoTime() >= fromNanos) {
                start = Optional.of(Effort.Start.now());
            }
        }

        /** CPU time of all threads per second up to now; 0 if nobody looked after the moment. */
        double sinceThen() {
            return start.map(Effort.Start::untilNow)
                    .map(effort -> effort.cpuSeconds() / effort.seconds())
                    .orElse(0.0);
        }
    }
}
