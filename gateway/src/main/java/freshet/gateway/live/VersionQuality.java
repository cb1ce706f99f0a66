package freshet.gateway.live;

import freshet.model.evaluation.RankCounter;
import freshet.model.evaluation.RankingMetrics;

/**
 * How good the answers of one model version are: since it came, and over its latest predictions.
 * For one thread.
 */
public final class VersionQuality {
    private final int k;
    private final RankCounter all;
    private final int[] recentRanks; // a ring

    VersionQuality(int k, int recent) {
        this.k = k;
        all = new RankCounter(k);
        recentRanks = new int[recent];
    }

    void add(int rank) {
        recentRanks[(int) (all.predictions() % recentRanks.length)] = rank;
        all.add(rank);
    }

    /** Since the version came. */
    public RankingMetrics all() {
        return all.metrics();
    }

    /** Over its latest predictions. */
    public RankingMetrics recent() {
        RankCounter recent = new RankCounter(k);
        for (int i = 0; i < Math.min(all.predictions(), recentRanks.length); i++) {
            recent.add(recentRanks[i]);
        }
        return recent.metrics();
    }
}
