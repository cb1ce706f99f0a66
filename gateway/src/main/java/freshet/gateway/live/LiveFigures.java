package freshet.gateway.live;

import freshet.schema.RecommendationSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen on the topics up to a second, as {@code /v1/live} tells it.
 *
 * @param time of the clock, ISO 8601
 * @param eventsPerSecond events read in this second
 * @param answersPerSecond answers read in this second
 * @param latency of the answers in the newest ten seconds, if there was one
 * @param models by version, the newest {@value LiveBoard#VERSIONS_TOLD}, the oldest first
 * @param served the highest version that has answered; 0 before any
 * @param sources answers of the newest minute by their source
 * @param openSessions sessions whose next event would go on with them, as far as they are
 *     remembered
 */
public record LiveFigures(
        String time,
        double eventsPerSecond,
        double answersPerSecond,
        Optional<Latency> latency,
        List<VersionFigures> models,
        long served,
        Map<RecommendationSource, Long> sources,
        int openSessions) {

    /**
     * From the timestamp of an event's record to the reading of its answer, milliseconds.
     *
     * @param p50 half of the answers took at most this
     * @param p95 95 of 100
     * @param p99 99 of 100
     */
    public record Latency(long p50, long p95, long p99) {}

    /**
     * What is known of one model version's answers.
     *
     * @param version as announced
     * @param answers all that were read
     * @param judged answers that a next event of the session has judged
     * @param recallAt20 share of those that had the next item among the first 20, 0 to 1
     * @param mrrAt20 their mean of 1 / rank of the next item, 0 where it is not among the first 20
     * @param recentRecallAt20 as {@code recallAt20}, over the newest {@value LiveQuality#RECENT}
     */
    public record VersionFigures(
            long version,
            long answers,
            long judged,
            Optional<Double> recallAt20,
            Optional<Double> mrrAt20,
            Optional<Double> recentRecallAt20) {

        /** Of a version of which no answer was judged yet. */
        static VersionFigures unjudged(long version, long answers) {
            return new VersionFigures(version, answers, 0, Optional.empty(), Optional.empty(), Optional.empty());
        }

        static VersionFigures of(long version, long answers, VersionQuality quality) {
            return new VersionFigures(
                    version,
                    answers,
                    quality.all().predictions(),
                    Optional.of(quality.all().recall()),
                    Optional.of(quality.all().mrr()),
                    Optional.of(quality.recent().recall()));
        }
    }

    /**
     * Another model has taken over.
     *
     * @param time at which its first answer was made, ISO 8601
     * @param from the version before; empty if no model had answered
     * @param to the version since then
     */
    public record Swap(String time, Optional<Long> from, long to) {}
}
