package freshet.cli.benchmark.serving;

import freshet.cli.machine.Machine;
import freshet.cli.progress.Progress;

/**
 * Measures a job that always finds the next event waiting: all events stand on the topic before the measured stretch begins, and some are left when it
 * ends. For one thread.
 */
final class BacklogRun {
    private static final int CHUNK = 1_000;
    private static final int LEFT_OVER = 20; // one in so many of the measured events waits behind them

    private final ServingSettings settings;
    private final JobProbe probe;
    private final Vigil vigil;

    BacklogRun(ServingSettings settings, JobProbe probe, Vigil vigil) {
        this.settings = settings;
        this.probe = probe;
        this.vigil = vigil;
    }

    /** Fills the topic, waits for the warm-up, measures, and waits until nothing is left. */
    BacklogFigures run(LiveSessions traffic, EventProducer producer) throws InterruptedException {
        long warm = probe.events() + settings.warmUp();
        long filled = fill(traffic, producer, warm);
        vigil.await("warming up", probe::events, warm);
        JobSnapshot start = probe.snapshot();
        vigil.await("measuring the backlog", probe::events, start.events() + settings.events());
        JobSnapshot end = probe.snapshot();
        BacklogFigures figures = new BacklogFigures(end.since(start), probe.checkpointBytes(), Machine.load());
        vigil.await("answering the rest", probe::events, filled);
        return figures;
    }

    /** Fills until enough waits behind the warm-up, or, where the job is past that already, behind what it has answered. */
    private long fill(LiveSessions traffic, EventProducer producer, long warm) {
        int behind = settings.events() + settings.events() / LEFT_OVER + CHUNK;
        long filled = probe.events();
        try (Progress progress = Progress.start("filling the topic", settings.warmUp() + behind)) {
            long begin = filled;
            while (filled < Math.max(probe.events(), warm) + behind) {
                for (int i = 0; i < CHUNK; i++) {
                    producer.send(traffic.next());
                }
                producer.flush();
                filled += CHUNK;
                progress.stepTo(filled - begin);
            }
        }
        return filled;
    }
}
