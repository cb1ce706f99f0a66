package freshet.job.recommend;

import freshet.job.metrics.ModelMetrics;
import freshet.job.metrics.RecommenderMetrics;
import freshet.job.metrics.TrialMetrics;
import freshet.serving.model.Refusal.RefusalReason;
import freshet.serving.model.TrialListener;
import freshet.serving.trial.Trial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a trial means for the batch, the metrics and the log. For the task's thread. */
final class Trials implements TrialListener {
    private static final Logger LOG = LoggerFactory.getLogger(RecommenderOperator.class);

    private final String model;
    private final Runnable flush;
    private final TrialMetrics trials;
    private final ModelMetrics models;
    private final boolean shadows;

    /**
     * @param model name of the model
     * @param flush answers what is gathered
     * @param shadows whether answers for comparison are written
     */
    Trials(String model, Runnable flush, TrialMetrics trials, ModelMetrics models, boolean shadows) {
        this.model = model;
        this.flush = flush;
        this.trials = trials;
        this.models = models;
        this.shadows = shadows;
    }

    @Override
    public void beforeChange() {
        flush.run();
    }

    @Override
    public void begun(Trial trial) {
        LOG.info("a trial of model {} begins: version {} is loaded beside the champion", model, trial.version());
        if (trial.shadow() > 0 && !shadows) {
            LOG.warn(
                    "the challenger's shadow is {}, but trial.shadow-topic is empty: no shadow answers are written",
                    trial.shadow());
        }
    }

    @Override
    public void loaded(Trial trial) {
        answering(trial);
    }

    @Override
    public void changed(Trial trial) {
        answering(trial);
    }

    private void answering(Trial trial) {
        trials.answering(trial);
        LOG.info(
                "version {} of model {} is on trial: it answers {} of the sessions, and {} are in the shadow",
                trial.version(),
                model,
                trial.share(),
                trial.shadow());
    }

    @Override
    public void ended(Trial trial, EndReason reason) {
        trials.ended(reason);
        if (reason == EndReason.UNLOADABLE) {
            LOG.warn(
                    "the trial of version {} of model {} ends: its bundle cannot be loaded, as an earlier line or the"
                            + " next one says; the champion answers",
                    trial.version(),
                    model);
        } else {
            LOG.info(
                    "the trial of version {} of model {} ends: {}; the champion answers",
                    trial.version(),
                    model,
                    RecommenderMetrics.lowerCase(reason));
        }
    }

    @Override
    public void refused(RefusalReason reason) {
        models.refused(reason);
    }

    @Override
    public void retrying() {
        models.retrying();
    }
}
