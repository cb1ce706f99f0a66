package freshet.cli.rollout;

import java.util.Optional;

/**
 * An event of a session with its answers.
 *
 * @param offset in its partition
 * @param item hash of its item's id, see {@link TextHash}
 * @param timeMillis event time by which it has its place
 * @param writtenMillis timestamp of its record
 * @param seen the answer that its visitor got
 * @param shadow the answer of the other model, if there is one
 */
record AnsweredEvent(
        long offset, long item, long timeMillis, long writtenMillis, ArmAnswer seen, Optional<ArmAnswer> shadow) {

    /** The answer of a version, if it is one of the two. */
    Optional<ArmAnswer> of(long version) {
        return seen.version() == version ? Optional.of(seen) : shadow.filter(answer -> answer.version() == version);
    }

    /** The answer that another version than this gave, if there is one. */
    Optional<ArmAnswer> notOf(long version) {
        return seen.version() != version ? Optional.of(seen) : shadow.filter(answer -> answer.version() != version);
    }
}
