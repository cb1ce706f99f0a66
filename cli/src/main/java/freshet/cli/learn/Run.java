package freshet.cli.learn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a run is: all that the next process needs to go on. Immutable.
 *
 * @param started when it began
 * @param step what is to be done next
 * @param files captured files that are learned from, relative to the folder of capture
 * @param set hash of what was made of them, see {@link RunSet}; empty before it is there
 * @param cut sessions that begin then or later are for the gate; without it all are learned
 * @param champion the model that was announced; empty where none was
 * @param warm whether the candidate goes on from the champion
 * @param candidate SHA-256 of the trained bundle; empty before it is there
 * @param version under which it is announced; 0 before it is
 * @param outcome what came of the run, in words; empty before its end
 * @param failure why the last attempt failed; empty where it did not
 * @param lastFromScratch when a run last trained a model from nothing that passed the gate; at
 *     first, when the loop began
 */
record Run(
        Instant started,
        Step step,
        List<String> files,
        String set,
        Optional<Instant> cut,
        Optional<Champion> champion,
        boolean warm,
        String candidate,
        long version,
        String outcome,
        String failure,
        Optional<Instant> lastFromScratch) {

    /**
     * The model that answers.
     *
     * @param version as announced
     * @param sha256 of its bundle
     */
    record Champion(long version, String sha256) {}

    /** A run that begins. */
    static Run begin(Instant now, Optional<Instant> lastFromScratch) {
        return new Run(
                now,
                Step.READ,
                List.of(),
                "",
                Optional.empty(),
                Optional.empty(),
                false,
                "",
                0,
                "",
                "",
                lastFromScratch);
    }

    /** What was read; the training is next. */
    Run read(List<String> found, Optional<Instant> gateFrom, Optional<Champion> announced, boolean goesOn) {
        return new Run(started, Step.TRAIN, found, "", gateFrom, announced, goesOn, "", 0, "", "", lastFromScratch);
    }

    /** What is learned is there. */
    Run prepared(String hash) {
        return new Run(
                started, step, files, hash, cut, champion, warm, candidate, version, outcome, failure, lastFromScratch);
    }

    /**
     * The candidate is there; the gate is next.
     *
     * @param wentOn whether it went on from the champion
     */
    Run trained(String sha256, boolean wentOn) {
        return new Run(started, Step.GATE, files, set, cut, champion, wentOn, sha256, 0, "", "", lastFromScratch);
    }

    /** The candidate has passed, or no gate is wanted. */
    Run passed() {
        Optional<Instant> fromScratch = warm ? lastFromScratch : Optional.of(started);
        return new Run(started, Step.PUBLISH, files, set, cut, champion, warm, candidate, 0, "", "", fromScratch);
    }

    /**
     * The candidate is lost: all is to be done again.
     *
     * @param fromScratchEvery one that was trained from nothing is trained so again
     */
    Run anew(Duration fromScratchEvery) {
        return begin(started, warm ? lastFromScratch : Optional.of(started.minus(fromScratchEvery)));
    }

    /** Another model was announced meanwhile; the candidate is to be compared with that one. */
    Run gateAgain(Champion other) {
        return new Run(
                started, Step.GATE, files, set, cut, Optional.of(other), warm, candidate, 0, "", "", lastFromScratch);
    }

    /** The candidate is announced as challenger. */
    Run challenging(long announced) {
        return new Run(
                started, Step.ROLLOUT, files, set, cut, champion, warm, candidate, announced, "", "", lastFromScratch);
    }

    /** The run is over. */
    Run done(long announced, String words) {
        return new Run(
                started, Step.DONE, files, set, cut, champion, warm, candidate, announced, words, "", lastFromScratch);
    }

    /** The attempt failed; another one goes on with the same step. */
    Run failed(String why) {
        return new Run(
                started, step, files, set, cut, champion, warm, candidate, version, outcome, why, lastFromScratch);
    }

    /** Whether another attempt goes on; what fails before the publication is begun anew. */
    boolean goesOn() {
        boolean published = step == Step.PUBLISH || step == Step.ROLLOUT;
        return step != Step.DONE && (failure.isEmpty() || published);
    }
}
