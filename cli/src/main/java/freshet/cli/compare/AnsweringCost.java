package freshet.cli.compare;

import freshet.cli.terminal.Effort;
import freshet.job.state.SessionStateSerializer;
import freshet.model.data.LoggedEvent;
import freshet.model.evaluation.LogPlayer;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.io.IOException;
import java.util.List;
import java.util.LongSummaryStatistics;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What answering costs in the job's own code, without Kafka, Flink and the state's store: passes of
 * {@value #BATCH} events in one thread, as the job has them by default.
 *
 * @param eventsPerCoreSecond by the CPU time of this process
 * @param sessionBytes mean over the visitors of the log: history and vector as a checkpoint keeps
 *     them
 */
record AnsweringCost(double eventsPerCoreSecond, double sessionBytes) {
    private static final int BATCH = 32;
    private static final int K = 20;
    private static final double WARM_UP = 0.3; // seconds
    private static final double MEASURED = 1; // seconds

    /** @param log with at least one prediction */
    static AnsweringCost of(ServedModel model, SessionRules rules, List<LoggedEvent> log) {
        LogPlayer player = new LogPlayer(model, rules, BATCH, K);
        Effort.Start begun = Effort.Start.now();
        StateBytes bytes = new StateBytes();
        player.play(log, () -> false, bytes::add);
        while (begun.untilNow().seconds() < WARM_UP) {
            player.play(log, () -> begun.untilNow().seconds() >= WARM_UP, state -> {});
        }
        Effort.Start start = Effort.Start.now();
        long answered = 0;
        while (start.untilNow().seconds() < MEASURED) {
            answered += player.play(log, () -> start.untilNow().seconds() >= MEASURED, state -> {});
        }
        return new AnsweringCost(start.untilNow().perCpuSecond(answered), bytes.mean());
    }

    /** Counts what states take in a checkpoint. */
    private static final class StateBytes {
        private final SessionStateSerializer serializer = new SessionStateSerializer();
        private final DataOutputSerializer written = new DataOutputSerializer(1024);
        private final LongSummaryStatistics bytes = new LongSummaryStatistics();

        void add(SessionState state) {
            written.clear();
            try {
                serializer.serialize(state, written);
            } catch (IOException e) {
                throw new IllegalStateException("a state that is only counted cannot be written", e);
            }
            bytes.accept(written.length());
        }

        double mean() {
            return bytes.getAverage();
        }
    }
}
