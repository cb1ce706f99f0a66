package freshet.cli.learn;

import freshet.model.data.Session;
import freshet.trainer.set.RecordedSessions;
import freshet.trainer.set.SetException;
import freshet.trainer.set.TrainingSet;
import freshet.trainer.set.TrainingSet.HeldOut;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run learns and what its gate looks at, in mapped files of one folder. Immutable.
 *
 * @param training the sessions that are over before the gate's begin
 * @param unseen those that the champion had not seen when they were read, in order of their start;
 *     empty where there is no gate
 */
record RunSet(TrainingSet training, List<Session> unseen) {
    static final String UNSEEN = "unseen.sessions";

    /** By which a set is told from others. */
    private static String hash(TrainingSet set) {
        return set.heldOut().map(HeldOut::earlier).orElse(set.whole()).hash();
    }

    /**
     * Opens what was written for a run.
     *
     * @throws SetException if it is not there, damaged or another run's
     */
    static RunSet open(Path folder, Run run) {
        TrainingSet training = TrainingSet.open(folder);
        if (!run.set().isEmpty() && !run.set().equals(hash(training))) {
            throw new SetException("the training set in " + folder + " is not the one of this run");
        }
        Path unseen = folder.resolve(UNSEEN);
        if (run.cut().isPresent() && !Files.isRegularFile(unseen)) {
            throw new SetException("the sessions for the gate are not in " + folder);
        }
        return new RunSet(training, Files.isRegularFile(unseen) ? RecordedSessions.open(unseen) : List.of());
    }
}
