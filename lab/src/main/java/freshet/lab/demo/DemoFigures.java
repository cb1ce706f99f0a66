package freshet.lab.demo;

import freshet.gateway.live.LiveQuality;
import freshet.gateway.live.VersionQuality;
import freshet.schema.RejectionReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen on the topics up to a moment.
 *
 * @param answered events with their answer, each counted once
 * @param newestVersion the highest model version that has answered; 0 before any answer
 * @param rejected events without one, by reason
 * @param predictions answers judged against a next event
 * @param recall of all of them, in [0, 1]; NaN if there is none
 * @param mrr of all of them, in [0, 1]; NaN if there is none
 * @param versions by model version, the oldest first
 * @param sample a session in words, empty before there is one
 */
record DemoFigures(
        long answered,
        long newestVersion,
        Map<RejectionReason, Long> rejected,
        long predictions,
        double recall,
        double mrr,
        List<VersionFigures> versions,
        List<String> sample) {

    /** Events without an answer, for all reasons. */
    long rejectedEvents() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Those of the events written that have neither answer nor rejection yet. */
    long open(long written) {
        return Math.max(0, written - answered - rejectedEvents());
    }

    /** What is known of a version, if any of its answers was judged. */
    Optional<VersionFigures> version(long version) {
        return versions.stream().filter(known -> known.version() == version).findFirst();
    }

    /**
     * What is known of one model version's answers at a moment.
     *
     * @param version as announced
     * @param predictions answers judged, since the version came
     * @param recall of all of them, in [0, 1]
     * @param mrr of all of them, in [0, 1]
     * @param recentRecall of the latest {@value LiveQuality#RECENT}, in [0, 1]
     */
    record VersionFigures(long version, long predictions, double recall, double mrr, double recentRecall) {

        static VersionFigures of(long version, VersionQuality quality) {
            return new VersionFigures(
                    version,
                    quality.all().predictions(),
                    quality.all().recall(),
                    quality.all().mrr(),
                    quality.recent().recall());
        }
    }
}
