package freshet.trainer.mix;

import freshet.trainer.TrainingListener;

/** The trainings of a mix, one after the other, as one pass over the data. For one thread. */
final class MixProgress {
    private final TrainingListener listener;
    private final long events;
    private final int trainings;
    private int done = -1;

    /** @param events predictions of the pass */
    MixProgress(TrainingListener listener, long events, int trainings) {
        this.listener = listener;
        this.events = events;
        this.trainings = trainings;
    }

    /** Hears the next training. */
    TrainingListener next() {
        done++;
        return new TrainingListener() {
            private double epochsBefore;
            private int epochs = 1;

            @Override
            public void epochStarted(int epoch, int epochs, long events) {
                this.epochsBefore = epoch - 1;
                this.epochs = epochs;
            }

            @Override
            public void progress(long eventsDone, long eventsOfEpoch, double loss) {
                double ofEpoch = (double) eventsDone / Math.max(1, eventsOfEpoch);
                double share = (done + (epochsBefore + ofEpoch) / epochs) / trainings;
                listener.progress((long) (share * events), events, Double.NaN);
            }
        };
    }
}
