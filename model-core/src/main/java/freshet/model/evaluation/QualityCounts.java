package freshet.model.evaluation;

import freshet.model.evaluation.Quality.BandMetrics;
import freshet.model.evaluation.SessionPlay.PlayedEvent;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What an evaluation counts at one K. For one thread. */
final class QualityCounts {
    private final int k;
    private final RankCounter all;
    private final List<RankCounter> bySessionLength; // by index of the band
    private final List<RankCounter> byPosition; // by index of the band
    private final long[] recommended; // (items): lists that hold the item
    private final long[] hits; // (items): how often it came next and was among the first K

    QualityCounts(int k, int items) {
        this.k = k;
        this.all = new RankCounter(k);
        this.bySessionLength = perBand(k);
        this.byPosition = perBand(k);
        this.recommended = new long[items];
        this.hits = new long[items];
    }

    /**
     * Counts a prediction that was made after an event.
     *
     * @param next the item that came next, or {@link PredictionJudge#NO_ITEM}
     * @param rank its rank
     */
    void add(PlayedEvent last, int next, double rank, PredictionJudge judged) {
        all.add(rank);
        bySessionLength.get(Band.indexOf(last.sessionLength())).add(rank);
        byPosition.get(Band.indexOf(last.position())).add(rank);
        if (rank <= k - 1) {
            hits[next]++;
        }
        for (int place = 0; place < Math.min(k, judged.count()); place++) {
            recommended[judged.row(place)]++;
        }
    }

    /** @param chosen how often each item came next (items) */
    Quality result(ItemPopularity popularity, PopularityGroups groups, long[] chosen) {
        return new Quality(
                all.metrics(),
                bands(bySessionLength),
                bands(byPosition),
                popularity.of(recommended, chosen),
                groups.of(chosen, hits, recommended));
    }

    private static List<RankCounter> perBand(int k) {
        return Stream.generate(() -> new RankCounter(k)).limit(Band.ALL.size()).toList();
    }

    private static List<BandMetrics> bands(List<RankCounter> counters) {
        return IntStream.range(0, counters.size())
                .filter(band -> counters.get(band).predictions() > 0)
                .mapToObj(band ->
                        new BandMetrics(Band.ALL.get(band), counters.get(band).metrics()))
                .toList();
    }
}
