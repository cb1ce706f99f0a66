package freshet.lab.demo;

import freshet.lab.demo.AnswerJoin.AnsweredEvent;
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
 * of the same session. Counted by the version that gave the answer. For one thread.
 */
final class LiveQuality {
    /** Recent predictions by which a version is compared with the one before it. */
    static final int RECENT = 2_000;

    private static final int OPEN_SESSIONS = 100_000;

    private final SessionRules rules;
    private final int k;
    private final RankCounter all;
    private final SortedMap<Long, VersionQuality> versions = new TreeMap<>();
    private final OpenSessions open = new OpenSessions(OPEN_SESSIONS);

    /**
     * @param rules by which the job was told to form sessions
     * @param k ranks that count, at most what the job recommends
     */
    LiveQuality(SessionRules rules, int k) {
        this.rules = rules;
        this.k = k;
        this.all = new RankCounter(k);
    }

    /**
     * Takes the next answered event of its session and gives the rank, 0 the best, that the answer
     * before it had given its item; {@link RankCounter#MISS} if that answer did not have it or the
     * event opens a session.
     */
    int answered(AnsweredEvent next) {
        Optional<AnsweredEvent> before = open.replace(next);
        if (before.isEmpty() || !rules.sameSession(before.get().timeMillis(), next.timeMillis())) {
            return RankCounter.MISS;
        }
        int rank = rank(before.get().answer().getItems(), next.event().getItemId());
        all.add(rank);
        versions.computeIfAbsent(before.get().answer().getModelVersion(), version -> new VersionQuality(k, RECENT))
                .add(rank);
        return rank;
    }

    /** Over all versions. */
    RankingMetrics all() {
        return all.metrics();
    }

    /** By model version, the oldest first. */
    SortedMap<Long, VersionQuality> versions() {
        return Collections.unmodifiableSortedMap(versions);
    }

    private static int rank(List<RecommendedItem> items, String itemId) {
        for (int rank = 0; rank < items.size(); rank++) {
            if (items.get(rank).getItemId().equals(itemId)) {
                return rank;
            }
        }
        return RankCounter.MISS;
    }

    /**
     * The latest answered event of each session, as long as another one may follow: of the sessions
     * that were active last, not by event time, which answers of two tasks reach in different
     * order. For one thread.
     */
    private static final class OpenSessions {
        private final Map<String, AnsweredEvent> latest;

        /** @param capacity most sessions; the one that was silent for longest makes room */
        OpenSessions(int capacity) {
            latest = new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, AnsweredEvent> eldest) {
                    return size() > capacity;
                }
            };
        }

        /** Replaces its session's latest event by this one, and gives the former. */
        Optional<AnsweredEvent> replace(AnsweredEvent next) {
            return Optional.ofNullable(latest.put(next.event().getSessionId(), next));
        }
    }
}
