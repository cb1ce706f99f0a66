package freshet.cli.demo;

import freshet.model.evaluation.RankingMetrics;

/** How good the answers of one model version are: since it came, and over its latest predictions. For one thread. */
final class VersionQuality {
    private final RankingMetrics all;
    private final int[] recentRanks; // a ring

    VersionQuality(int k, int recent) {
        all = new RankingMetrics(k);
        recentRanks = new int[recent];
    }

    void add(int rank) {
        recentRanks[(int) (all.predictions() % recentRanks.length)] = rank;
        all.add(rank);
    }

    /** Since the version came. */
    RankingMetrics all() {
        return all;
    }

    /** Over its latest predictions. */
    RankingMetrics recent() {
        RankingMetrics recent = new RankingMetrics(all.k());
        for (int i = 0; i < Math.min(all.predictions(), recentRanks.length); i++) {
            recent.add(recentRanks[i]);
        }
        return recent;
    }
}
