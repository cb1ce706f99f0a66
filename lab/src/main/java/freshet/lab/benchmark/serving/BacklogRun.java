package freshet.lab.benchmark.serving;

import freshet.cli.terminal.Progress;
import freshet.lab.benchmark.BenchmarkMachine;

/**
 * Measures a job that always finds the next event waiting: all events are on the topic before the
 * measured stretch begins, and some are left when it ends. For one thread.
 */
final class BacklogRun {
    private static final int CHUNK = 1_000;
    private static final int LEFT_OVER = 20; // the inverse of the share of measured events that wait behind them

    private final ServingSettings settings;
    private final JobProbe probe;
    private final Vigil vigil;

    BacklogRun(ServingSettings settings, JobProbe probe, Vigil vigil) {
        this.settings = settings;
        this.probe = probe;
        this.vigil = vigil;
    }

    /**
     * Fills the topic, waits for the warm-up, measures, and waits until nothing is left. A quick
     * job may have come to the end while it was looked at: then twice as much is put behind what is
     * measured, and it is measured again.
     */
    BacklogFigures run(LiveSessions traffic, EventProducer producer) throws InterruptedException {
        long warm = probe.events() + settings.warmUp();
        for (long spare = settings.events() / LEFT_OVER + CHUNK; ; spare *= 2) {
            long filled = fill(traffic, producer, warm, settings.events() + spare);
            vigil.await("warming up", probe::events, warm);
            JobSnapshot start = probe.snapshot();
            long wanted = Math.min(start.events() + settings.events(), filled);
            vigil.await("measuring the backlog", probe::events, wanted);
            JobSnapshot end = probe.snapshot();
            BacklogFigures figures =
                    new BacklogFigures(end.since(start), probe.checkpointBytes(), BenchmarkMachine.load());
            vigil.await("answering the rest", probe::events, filled);
            if (end.events() < filled) {
                return figures;
            }
            warm = filled;
        }
    }

    /**
     * Fills until enough waits behind the warm-up, or, where the job is past that already, behind
     * what it has answered.
     */
    private long fill(LiveSessions traffic, EventProducer producer, long warm, long behind) {
        long filled = probe.events();
        try (Progress progress = Progress.start("filling the topic", warm - filled + behind)) {
            long begin = filled;
            while (filled < Math.max(probe.events(), warm) + behind) {
                for (int i = 0; i < CHUNK; i++) {
                    producer.send(traffic.next());
                }
                filled += CHUNK;
                progress.stepTo(filled - begin);
            }
        }
        producer.flush();
        return filled;
    }
}
