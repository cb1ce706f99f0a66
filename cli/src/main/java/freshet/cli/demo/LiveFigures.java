package freshet.cli.demo;

import freshet.schema.RejectionReason;
import java.util.List;
import java.util.Map;

/**
 * What was seen on the topics up to a moment.
 *
 * @param answered events with their answer, each counted once
 * @param rejected events without one, by reason
 * @param predictions answers judged against a next event
 * @param recall of all of them, in [0, 1]
 * @param mrr of all of them, in [0, 1]
 * @param versions by model version, the oldest first
 * @param sample a session in words, empty before there is one
 */
record LiveFigures(
        long answered,
        Map<RejectionReason, Long> rejected,
        long predictions,
        double recall,
        double mrr,
        List<VersionFigures> versions,
        List<String> sample) {

    /** Events without an answer, whatever the reason. */
    long rejectedEvents() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The version that answers now; 0 before any prediction was judged. */
    long servingVersion() {
        return versions.isEmpty() ? 0 : versions.get(versions.size() - 1).version();
    }
}
