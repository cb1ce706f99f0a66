package freshet.model.evaluation;

import freshet.model.RankedItems;
import freshet.model.answer.SessionAnswerer;
import freshet.model.data.LoggedEvent;
import freshet.model.load.ServedModel;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rank of each next item in the answer before it, session by session: what two models did with
 * the same predictions can be compared one by one.
 */
public final class SessionRanks {
    private static final int BATCH = 128;

    private SessionRanks() {}

    /**
     * Plays a recorded log as the job would answer it.
     *
     * @param log events in any order of time
     * @param k items of an answer, at least 1
     * @return by session key, in the order of the log, the ranks of its predictions, 0 the best or
     *     {@link RankCounter#MISS}; keys without a prediction have none
     */
    public static Map<String, List<Integer>> of(
            ServedModel model, SessionRules rules, int k, Collection<LoggedEvent> log) {
        Map<String, List<Integer>> ranks = new LinkedHashMap<>();
        Iterator<Map.Entry<String, List<ItemEvent>>> waiting =
                SessionPlay.byKey(log).entrySet().iterator();
        List<Player> playing = new ArrayList<>(BATCH);
        try (SessionAnswerer answerer = new SessionAnswerer(model, rules, BATCH, k)) {
            while (waiting.hasNext() || !playing.isEmpty()) {
                while (playing.size() < BATCH && waiting.hasNext()) {
                    Map.Entry<String, List<ItemEvent>> next = waiting.next();
                    List<Integer> ofKey = ranks.computeIfAbsent(next.getKey(), key -> new ArrayList<>());
                    playing.add(new Player(new SessionPlay(next.getValue(), rules), ofKey));
                }
                playing.removeIf(player -> !player.play().advance());
                answerer.answer(playing.stream().map(Player::state).toList());
                for (int session = 0; session < playing.size(); session++) {
                    Player player = playing.get(session);
                    int next = model.model()
                            .vocabulary()
                            .row(player.play().next().event().itemId())
                            .orElse(PredictionJudge.NO_ITEM);
                    player.ranks().add(rank(answerer.ranked(session), answerer.slot(session), next));
                }
            }
        }
        return ranks;
    }

    private static int rank(RankedItems ranked, int slot, int next) {
        for (int rank = 0; rank < ranked.count(slot); rank++) {
            if (ranked.row(slot, rank) == next) {
                return rank;
            }
        }
        return RankCounter.MISS;
    }

    private record Player(SessionPlay play, List<Integer> ranks) {
        SessionState state() {
            return play.state();
        }
    }
}
