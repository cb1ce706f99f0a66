package freshet.cli.compare;

import freshet.cli.train.TrainingProgress;
import freshet.model.bundle.ModelBundle;
import freshet.model.file.WholeFile;
import freshet.trainer.EpochResult;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.bundle.SnapshotFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** A training that goes on where a killed one ended. For one thread. */
final class TimedTraining {
    private final Contender contender;
    private final TrainingPlan plan;
    private final SnapshotFile snapshot;
    private final PrintWriter out;
    private double secondsBefore;

    /**
     * @param snapshot of this contender's training, if it has one
     * @param out takes the progress
     */
    TimedTraining(Contender contender, TrainingPlan plan, SnapshotFile snapshot, PrintWriter out) {
        this.contender = contender;
        this.plan = plan;
        this.snapshot = snapshot;
        this.out = out;
    }

    /**
     * Trains to the end, from the snapshot if there is one that is of use; a model that counts has
     * none.
     *
     * @throws TrainingException if the training cannot go on
     */
    ModelBundle run() {
        if (contender.seed().isEmpty()) {
            return train(plan);
        }
        deleteLeftParts();
        if (snapshot.exists()) {
            try {
                return train(plan.resumedFrom(snapshot));
            } catch (TrainingException e) {
                if (secondsBefore > 0) {
                    throw e; // it has gone on, so the fault is not the snapshot's
                }
                out.println("begun anew: " + e.getMessage());
            }
        }
        return train(plan.keptIn(snapshot));
    }

    /** Of a snapshot that a kill left half written. */
    private void deleteLeftParts() {
        try {
            WholeFile.deleteLeftParts(snapshot.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ModelBundle train(TrainingPlan chosen) {
        try (TrainingProgress progress = new TrainingProgress(out)) {
            return contender.trainer().train(chosen, progress.and(new Before()));
        }
    }

    /** Of the epochs that an interrupted training had done, on the clock. */
    double secondsBefore() {
        return secondsBefore;
    }

    private final class Before implements TrainingListener {
        @Override
        public void resumed(List<EpochResult> earlier) {
            secondsBefore = earlier.stream().mapToDouble(EpochResult::seconds).sum();
        }
    }
}
