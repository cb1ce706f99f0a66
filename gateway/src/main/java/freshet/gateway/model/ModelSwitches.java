package freshet.gateway.model;

import freshet.model.answer.AnswerStages;
import freshet.model.answer.ItemRules;
import freshet.model.answer.SessionAnswerer;
import freshet.model.session.SessionRules;
import freshet.serving.model.ModelCache;
import freshet.serving.model.ModelSwitch;
import freshet.serving.model.SwapListener;
import freshet.serving.model.TaskThread;
import freshet.serving.model.WarmAnswerers;

/**
 * Makes the switch of each answering thread: all of one cache, so that a model is loaded once.
 *
 * @param items which of them may be recommended
 */
record ModelSwitches(ModelCache cache, ModelSettings settings, SessionRules rules, ItemRules items) {

    /** A switch for a thread, which closes it. */
    ModelSwitch make(TaskThread thread, SwapListener listener) {
        return new ModelSwitch(
                cache,
                WarmAnswerers.within(
                        settings.loadTimeout(),
                        model -> new SessionAnswerer(
                                model,
                                rules,
                                AnsweringThread.BATCH,
                                Ranking.RANKED,
                                settings.exclude(),
                                items,
                                AnswerStages.UNWATCHED),
                        rules,
                        AnsweringThread.BATCH,
                        Ranking.RANKED),
                settings.loadTimeout(),
                settings.retryInitial(),
                settings.retryMax(),
                thread,
                listener);
    }
}
