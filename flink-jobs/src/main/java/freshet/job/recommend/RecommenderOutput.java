package freshet.job.recommend;

import freshet.job.log.NoModelLog;
import freshet.job.log.RejectionLog;
import freshet.job.settings.JobSettings.ModelSettings;
import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Rejection;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Hands answers and rejections on, and says in the log which events got no items. For the task's
 * thread.
 */
final class RecommenderOutput {
    private final Output<StreamRecord<Recommendation>> output;
    private final TimestampedCollector<Recommendation> answers; // one stream record for all
    private final StreamRecord<Recommendation> shadow = new StreamRecord<>(new Recommendation()); // one for all
    private final RejectionLog rejections;
    private final NoModelLog noModel;

    /** @param time of the task */
    RecommenderOutput(Output<StreamRecord<Recommendation>> output, ModelSettings model, ProcessingTimeService time) {
        this.output = output;
        this.answers = new TimestampedCollector<>(output);
        this.rejections = new RejectionLog(RejectionWords.REMEDIES, time);
        this.noModel = new NoModelLog(model.name(), model.topic(), time);
    }

    /** @param answer valid during the call only */
    void answer(Recommendation answer) {
        if (answer.getSource() == RecommendationSource.NONE) {
            noModel.answered(answer.getEvent());
        }
        answers.collect(answer);
    }

    /** @param answer for comparison alone; valid during the call only */
    void shadow(Recommendation answer) {
        shadow.replace(answer);
        output.collect(RecommenderOperatorFactory.SHADOW, shadow);
    }

    void reject(Rejection rejection) {
        rejections.rejected(rejection.event());
        output.collect(RecommenderOperatorFactory.REJECTED, new StreamRecord<>(rejection));
    }

    void capture(AcceptedEvent taken) {
        output.collect(RecommenderOperatorFactory.TAKEN, new StreamRecord<>(taken));
    }

    /** Says now what has not been told yet. */
    void flush() {
        rejections.flush();
        noModel.flush();
    }
}
