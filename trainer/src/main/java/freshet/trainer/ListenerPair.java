package freshet.trainer;

import java.util.List;

/** Two listeners that hear the same, the first one first. */
record ListenerPair(TrainingListener first, TrainingListener second) implements TrainingListener {

    @Override
    public void resumed(List<EpochResult> earlier) {
        first.resumed(earlier);
        second.resumed(earlier);
    }

    @Override
    public void epochStarted(int epoch, int epochs, long events) {
        first.epochStarted(epoch, epochs, events);
        second.epochStarted(epoch, epochs, events);
    }

    @Override
    public void progress(long eventsDone, long events, double loss) {
        first.progress(eventsDone, events, loss);
        second.progress(eventsDone, events, loss);
    }

    @Override
    public void epochFinished(int epoch, double loss, double seconds) {
        first.epochFinished(epoch, loss, seconds);
        second.epochFinished(epoch, loss, seconds);
    }

    @Override
    public void validated(int epoch, double recall, double mrr) {
        first.validated(epoch, recall, mrr);
        second.validated(epoch, recall, mrr);
    }
}
