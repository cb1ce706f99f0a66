package freshet.cli.train;

import freshet.trainer.TrainingPlan;
import freshet.trainer.bundle.SnapshotFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option to go on with an interrupted training, which every training keeps a snapshot for. */
final class ResumeOption {
    @Option(
            names = "--resume",
            description = "Go on with the training of this output that was interrupted, after the last epoch that it "
                    + "finished. Give the same logs and settings again; epochs and patience may be others.")
    private boolean resume;

    /**
     * Makes sure that there is something to go on from, before the logs are read.
     *
     * @param err is told of an interrupted training that is going to be lost
     * @throws freshet.trainer.TrainingException if there is nothing
     */
    public void requireSnapshot(Path output, PrintWriter err) {
        SnapshotFile snapshot = SnapshotFile.beside(output);
        if (resume) {
            snapshot.requireExists();
        } else if (snapshot.exists()) {
            err.println(
                    "freshet: warning: " + snapshot.path() + " holds an interrupted training, which the first epoch of"
                            + " this one will replace; to go on from it, stop now and give --resume");
            err.flush();
        }
    }

    /** The plan with a snapshot beside the output after every epoch, begun anew or gone on with. */
    public TrainingPlan apply(TrainingPlan plan, Path output) {
        SnapshotFile snapshot = SnapshotFile.beside(output);
        return resume ? plan.resumedFrom(snapshot) : plan.keptIn(snapshot);
    }
}
