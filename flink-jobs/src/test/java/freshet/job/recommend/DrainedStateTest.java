package freshet.job.recommend;

import static freshet.job.testing.Events.START;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.settings.JobSettings.AnsweringSettings;
import freshet.job.testing.Events;
import freshet.model.answer.ExcludeRule;
import freshet.schema.RejectedEvent;
import freshet.schema.RejectionReason;
import java.util.List;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/**
 * What a job makes of a state that was written at the end of its input, and of one that lacks a
 * session.
 */
class DrainedStateTest {
    private static final AnsweringSettings AT_ONCE = new AnsweringSettings(1000, 5, 1, 0, 4, ExcludeRule.NONE);
    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private final Events events = new Events();

    @Test
    void afterADrainEventsOutOfOrderAreAnswered() throws Exception {
        OperatorSubtaskState drained;
        try (RecommenderHarness job = RecommenderHarness.start(AT_ONCE, RecommenderHarness.NOTHING_STANDS)) {
            job.send(events.view("s", "i1", 0));
            job.watermark(START);
            job.watermark(END_OF_INPUT);
            job.endInput();
            drained = job.checkpoint(1);
        }
        answersOutOfOrder(drained);
    }

    @Test
    void whatWasTooLateBeforeADrainIsTooLateAfterIt() throws Exception {
        OperatorSubtaskState drained;
        try (RecommenderHarness job = RecommenderHarness.start(AT_ONCE, RecommenderHarness.NOTHING_STANDS)) {
            job.watermark(START);
            job.watermark(END_OF_INPUT);
            drained = job.checkpoint(1);
        }
        try (RecommenderHarness job = RecommenderHarness.restore(AT_ONCE, drained)) {
            job.send(events.view("s", "i2", 10));
            job.send(events.view("s", "i1", -2));
            assertThat(job.rejections()).extracting(RejectedEvent::getReason).containsExactly(RejectionReason.LATE);
        }
    }

    @Test
    void aStateThatSaysEndOfInputSaysNothingOfEventTime() throws Exception {
        answersOutOfOrder(stateWithWatermarks(List.of(END_OF_INPUT)));
        answersOutOfOrder(stateWithWatermarks(List.of(END_OF_INPUT, START)));
    }

    @Test
    void aTimerWithoutASessionIsPassedOver() throws Exception {
        try (RecommenderHarness job = RecommenderHarness.start(AT_ONCE, RecommenderHarness.NOTHING_STANDS)) {
            job.send(events.view("lost", "i1", 0));
            job.send(events.view("kept", "i1", 0));
            job.lose("lost");
            job.watermark(START + 1000);
            assertThat(job.sessions()).isZero();
            job.send(events.view("lost", "i1", 2));
            assertThat(job.recommendations()).hasSize(3);
        }
    }

    /** Two events of a session, the newer one first: without a watermark none is too late. */
    private void answersOutOfOrder(OperatorSubtaskState state) throws Exception {
        try (RecommenderHarness job = RecommenderHarness.restore(AT_ONCE, state)) {
            job.send(events.view("t", "i2", 10));
            job.send(events.view("t", "i1", 5));
            assertThat(job.rejections()).isEmpty();
            assertThat(job.recommendations()).hasSize(2);
        }
    }

    private static OperatorSubtaskState stateWithWatermarks(List<Long> watermarks) throws Exception {
        try (var flink = new OneInputStreamOperatorTestHarness<>(new FormerWatermarks(watermarks))) {
            flink.open();
            return flink.snapshot(1, 0);
        }
    }

    /** Writes the list of watermarks as the job did before it knew better. */
    private static final class FormerWatermarks extends AbstractStreamOperator<Long>
            implements OneInputStreamOperator<Long, Long> {
        private static final long serialVersionUID = 1L;

        private final List<Long> watermarks;

        FormerWatermarks(List<Long> watermarks) {
            this.watermarks = watermarks;
        }

        @Override
        public void snapshotState(StateSnapshotContext context) throws Exception {
            getOperatorStateBackend()
                    .getUnionListState(new ListStateDescriptor<>("watermark", LongSerializer.INSTANCE))
                    .update(watermarks);
        }

        @Override
        public void processElement(StreamRecord<Long> element) {
            output.collect(element);
        }
    }
}
