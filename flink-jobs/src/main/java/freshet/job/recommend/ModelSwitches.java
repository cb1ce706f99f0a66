package freshet.job.recommend;

import freshet.job.settings.JobSettings.ModelSettings;
import freshet.model.answer.SessionAnswerer;
import freshet.model.load.ServedModel;
import freshet.serving.model.ModelCache;
import freshet.serving.model.ModelSwitch;
import freshet.serving.model.SwapListener;
import freshet.serving.model.TaskThread;
import java.util.function.Function;

/**
 * Makes the switches of one operator instance, which share a cache.
 *
 * @param settings how bundles are loaded
 * @param answerers allocates the scratch to answer with a model
 * @param thread the task's
 */
record ModelSwitches(
        ModelSettings settings, ModelCache cache, Function<ServedModel, SessionAnswerer> answerers, TaskThread thread) {

    /** Of the model that answers all sessions without a trial. */
    ModelSwitch champion(SwapListener listener) {
        return make(listener, "no model");
    }

    /** Of a model on trial. */
    ModelSwitch challenger(SwapListener listener) {
        return make(listener, "the champion");
    }

    private ModelSwitch make(SwapListener listener, String otherwise) {
        return new ModelSwitch(
                cache,
                answerers,
                settings.loadTimeout(),
                settings.retryInitial(),
                settings.retryMax(),
                thread,
                listener,
                otherwise);
    }
}
