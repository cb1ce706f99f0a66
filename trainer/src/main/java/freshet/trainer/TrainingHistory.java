package freshet.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remembers the figures of every epoch, those before an interruption included. For one thread. */
public final class TrainingHistory implements TrainingListener {
    private final List<EpochResult> epochs = new ArrayList<>();

    @Override
    public void resumed(List<EpochResult> earlier) {
        epochs.addAll(earlier);
    }

    @Override
    public void epochFinished(int epoch, double loss, double seconds) {
        epochs.add(new EpochResult(epoch, loss, seconds, Optional.empty()));
    }

    @Override
    public void validated(int epoch, double recall, double mrr) {
        epochs.replaceAll(figures -> figures.epoch() == epoch ? figures.validated(recall, mrr) : figures);
    }

    /** All epochs so far, in order. */
    public List<EpochResult> epochs() {
        return List.copyOf(epochs);
    }
}
