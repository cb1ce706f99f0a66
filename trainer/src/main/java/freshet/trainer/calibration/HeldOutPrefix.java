package freshet.trainer.calibration;

import freshet.model.SessionBatch;
import freshet.model.Vocabulary;
import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import java.util.ArrayList;
import java.util.List;

/**
 * The start of a session whose next item is known.
 *
 * @param known all the session's events about items that the model knows, oldest first
 * @param seen how many of them have come, at least 1
 */
record HeldOutPrefix(List<ItemEvent> known, int seen) {
    /** Newest items that a model sees. */
    static final int LONGEST = SessionRules.DEFAULT.maxItems();

    /** At this many the parameters are known to about one per cent. */
    private static final int MOST = 10_000;

    /** All of them; of more than 10,000, every n-th. */
    static List<HeldOutPrefix> of(List<Session> sessions, Vocabulary vocabulary) {
        int all = sessions.stream()
                .mapToInt(session -> Math.max(0, known(session, vocabulary).size() - 1))
                .sum();
        int every = Math.max(1, (all + MOST - 1) / MOST);
        List<HeldOutPrefix> some = new ArrayList<>();
        int at = 0;
        for (Session session : sessions) { // made anew, where they are many
            List<ItemEvent> known = known(session, vocabulary);
            for (int seen = 1; seen < known.size(); seen++) {
                if (at++ % every == 0) {
                    some.add(new HeldOutPrefix(known, seen));
                }
            }
        }
        return some;
    }

    private static List<ItemEvent> known(Session session, Vocabulary vocabulary) {
        return session.events().stream()
                .filter(event -> vocabulary.row(event.itemId()).isPresent())
                .toList();
    }

    /** The row that comes next. */
    int next(Vocabulary vocabulary) {
        return row(known.get(seen), vocabulary);
    }

    void addTo(SessionBatch batch, Vocabulary vocabulary) {
        int slot = batch.add();
        for (ItemEvent event : known.subList(Math.max(0, seen - LONGEST), seen)) {
            batch.append(slot, row(event, vocabulary), event.timeMillis());
        }
    }

    private static int row(ItemEvent event, Vocabulary vocabulary) {
        return vocabulary.row(event.itemId()).orElseThrow();
    }
}
