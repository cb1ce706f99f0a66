package freshet.gateway.live;

import freshet.model.evaluation.RankCounter;
import freshet.model.evaluation.RankingMetrics;
import freshet.model.session.SessionRules;
import freshet.schema.RecommendedItem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Judges the answers on the topic as the evaluator judges a model: each one against the next event
 * of the same session. Counted by the version that gave the answer, for the newest
 * {@value #VERSIONS} of them. For one thread.
 */
public final class LiveQuality {
    /** Recent predictions by which a version is compared with the one before it. */
    public static final int RECENT = 2_000;

    private static final int VERSIONS = 8;

    private final SessionRules rules;
    private final int k;
    private final RankCounter all;
    private final SortedMap<Long, VersionQuality> versions = new TreeMap<>();
    private final Map<String, AnsweredEvent> latest;

    /**
     * @param rules by which the job was told to form sessions
     * @param k ranks that count, at most what the job recommends
     * @param sessions most sessions whose next event is waited for: those that were active last,
     *     not by event time, which answers of two tasks reach in different order
     */
    public LiveQuality(SessionRules rules, int k, int sessions) {
        this.rules = rules;
        this.k = k;
        this.all = new RankCounter(k);
        this.latest = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, AnsweredEvent> eldest) {
                return size() > sessions;
            }
        };
    }

    /**
     * Takes the next answered event of its session and gives the rank, 0 the best, that the answer
     * before it had given its item; {@link RankCounter#MISS} if that answer did not have it or the
     * event opens a session.
     */
    public int answered(AnsweredEvent next) {
        Optional<AnsweredEvent> before =
                Optional.ofNullable(latest.put(next.event().getSessionId(), next));
        if (before.isEmpty() || !rules.sameSession(before.get().timeMillis(), next.timeMillis())) {
            return RankCounter.MISS;
        }
        int rank = rank(before.get().answer().getItems(), next.event().getItemId());
        all.add(rank);
        versions.computeIfAbsent(before.get().answer().getModelVersion(), version -> new VersionQuality(k, RECENT))
                .add(rank);
        if (versions.size() > VERSIONS) {
            versions.remove(versions.firstKey());
        }
        return rank;
    }

    /** Over all versions. */
    public RankingMetrics all() {
        return all.metrics();
    }

    /** By model version, the oldest first. */
    public SortedMap<Long, VersionQuality> versions() {
        return Collections.unmodifiableSortedMap(versions);
    }

    /** Forgets the sessions, not what was counted: the topic was made anew. */
    void forgetSessions() {
        latest.clear();
    }

    private static int rank(List<RecommendedItem> items, String itemId) {
        for (int rank = 0; rank < items.size(); rank++) {
            if (items.get(rank).getItemId().equals(itemId)) {
                return rank;
            }
        }
        return RankCounter.MISS;
    }
}
