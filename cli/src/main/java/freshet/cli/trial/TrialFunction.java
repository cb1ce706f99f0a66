package freshet.cli.trial;

import freshet.job.recommend.ClassLoaderRelease;
import freshet.trainer.ModelTrainer;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingPlan;
import freshet.trainer.tuning.PlanFile;
import freshet.trainer.tuning.Trial;
import freshet.trainer.tuning.TrialTask;
import freshet.trainer.tuning.TrialTaskLines;
import freshet.trainer.tuning.TuningListener;
import java.io.File;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a trial in a task of Flink: its line in, the line of its end out, which is the job's
 * accumulator too. It knows the plan by the file that the job carries.
 */
final class TrialFunction extends RichMapFunction<String, String> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(TrialFunction.class);

    /** Under which name the job carries the plan. */
    static final String PLAN = "plan";

    /** Under which name the client finds the end of the trial. */
    static final String TRIAL = "trial";

    private final ListAccumulator<String> ends = new ListAccumulator<>();

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(TRIAL, ends);
        if (getRuntimeContext() instanceof StreamingRuntimeContext task) {
            ClassLoaderRelease.register(task, task.getTaskManagerRuntimeInfo().getTmpWorkingDirectory());
        }
    }

    @Override
    public String map(String line) throws Exception {
        File file = getRuntimeContext().getDistributedCache().getFile(PLAN);
        TrainingPlan plan = PlanFile.read(file.toPath());
        TrialTask task = TrialTaskLines.task(line);
        Trial trial = task.run(plan, settings -> named(task, settings, plan), new Cancelled());
        String end = TrialTaskLines.trial(trial);
        ends.add(end);
        return end;
    }

    private static ModelTrainer named(TrialTask task, Map<String, String> settings, TrainingPlan plan) {
        ModelTrainer trainer = Trainers.named(task.model(), settings);
        trainer.kernel(plan.data()).ifPresent(kernel -> {
            LOG.info("trial {}: matrix products by {}", task.number(), kernel.description());
            kernel.warning().ifPresent(LOG::warn);
        });
        return trainer;
    }

    /** Ends a training whose task Flink has cancelled. */
    private static final class Cancelled implements TuningListener {
        @Override
        public void progress(long eventsDone, long events, double loss) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the task was cancelled");
            }
        }
    }
}
