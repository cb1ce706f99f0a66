package freshet.gateway.model;

import freshet.serving.Announcement;
import freshet.serving.model.Refusal.RefusalReason;
import freshet.serving.model.SwapListener;
import java.util.Optional;

/** Takes no notice of what becomes of models: another thread's listener tells it already. */
class Unheard implements SwapListener {
    @Override
    public void beforeSwap() {
        // questions are answered in whole batches: none is gathered for the model before
    }

    @Override
    public void swapped(Announcement announcement, SwapTimes times) {
        // told by another
    }

    @Override
    public void refused(Announcement announcement, RefusalReason reason) {
        // told by another
    }

    @Override
    public void retrying(Announcement announcement) {
        // told by another
    }

    @Override
    public void failing(Optional<Announcement> highest) {
        // told by another
    }
}
