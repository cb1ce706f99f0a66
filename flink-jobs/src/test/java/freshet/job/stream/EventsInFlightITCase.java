package freshet.job.stream;

import static freshet.job.testing.TestJobs.PATIENCE;
import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.testing.TestFlink;
import freshet.model.session.ItemEvent;
import freshet.schema.EventCoordinates;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Events wait between two operators while an unaligned checkpoint is taken, and come out of it. */
class EventsInFlightITCase {
    private static final int EVENTS = 5_000;
    private static final Set<Long> SEEN = ConcurrentHashMap.newKeySet(); // by the operators of all runs

    @RegisterExtension
    private static final MiniClusterExtension FLINK = TestFlink.withSlots(2);

    @TempDir
    Path folder;

    @Test
    void whatWasInFlightIsReadAgain() throws Exception {
        JobClient slow = start(new Configuration(), 50_000_000); // two minutes for all of them
        eventually().until(() -> !checkpointsWithEventsInFlight().isEmpty());
        slow.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        eventually().until(() -> slow.getJobStatus().get().isGloballyTerminalState());
        // The one that the job leaves; Flink may still delete the one before.
        Path checkpoint = eventually()
                .until(this::checkpointsWithEventsInFlight, checkpoints -> checkpoints.size() == 1)
                .get(0);
        assertThat(SEEN).as("the slow job has not come to its end").hasSizeLessThan(EVENTS);
        Configuration restored = new Configuration();
        restored.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.toUri().toString());
        start(restored, 0).getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(SEEN).containsAll(LongStream.range(0, EVENTS).boxed().toList());
    }

    private JobClient start(Configuration flink, long nanosPerEvent) throws Exception {
        flink.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
        flink.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        env.setParallelism(2);
        env.fromSequence(0, EVENTS - 1)
                .uid("source")
                .map(EventsInFlightITCase::event, StreamType.ACCEPTED_EVENT)
                .uid("event")
                .keyBy(AcceptedEvent::sessionId, Types.STRING)
                .process(new Slow(nanosPerEvent), Types.LONG)
                .uid("slow")
                .sinkTo(new DiscardingSink<>())
                .uid("sink");
        return env.executeAsync();
    }

    private static AcceptedEvent event(long number) {
        byte[] raw = "an event of some bytes".getBytes(StandardCharsets.UTF_8);
        return new AcceptedEvent(
                "session " + number % 100,
                ItemEvent.view("item", number),
                new EventCoordinates("events", 0, number),
                number,
                raw,
                raw);
    }

    private List<Path> checkpointsWithEventsInFlight() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .filter(EventsInFlightITCase::hasEventsInFlight)
                    .map(Path::getParent)
                    .toList();
        } catch (UncheckedIOException e) { // Flink deletes an old one just now
            return List.of();
        }
    }

    private static boolean hasEventsInFlight(Path metadata) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
            return Checkpoints.loadCheckpointMetadata(
                            in, EventsInFlightITCase.class.getClassLoader(), metadata.toString())
                    .getOperatorStates()
                    .stream()
                    .map(OperatorState::getStates)
                    .flatMap(Collection::stream)
                    .map(OperatorSubtaskState::getInputChannelState)
                    .anyMatch(state -> !state.isEmpty());
        } catch (IOException e) { // not whole yet, or deleted just now
            return false;
        }
    }

    /** Holds up each event, so that others wait in flight. */
    private static final class Slow extends ProcessFunction<AcceptedEvent, Long> {
        private static final long serialVersionUID = 1L;

        private final long nanos;

        Slow(long nanos) {
            this.nanos = nanos;
        }

        @Override
        public void processElement(AcceptedEvent event, Context context, Collector<Long> out) {
            LockSupport.parkNanos(nanos);
            SEEN.add(event.coordinates().getOffset());
        }
    }
}
