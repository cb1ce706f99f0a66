package freshet.trainer.mix;

import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import java.util.ArrayList;
import java.util.List;

/**
 * Predictions whose outcome is known: after each event of a session but the last, the next one. Of
 * more than {@value #MOST}, every n-th. Immutable.
 *
 * @param predictions in order of the sessions
 */
record HeldOut(List<Prediction> predictions) {
    private static final int MOST = 10_000;
    private static final int LONGEST = SessionRules.DEFAULT.maxItems();

    /**
     * One of them.
     *
     * @param session events, oldest first
     * @param next the item that came next
     */
    record Prediction(List<ItemEvent> session, String next) {}

    static HeldOut of(List<Session> sessions) {
        List<Prediction> all = new ArrayList<>();
        for (Session session : sessions) {
            List<ItemEvent> events = session.events();
            for (int seen = 1; seen < events.size(); seen++) {
                all.add(new Prediction(
                        events.subList(Math.max(0, seen - LONGEST), seen),
                        events.get(seen).itemId()));
            }
        }
        int every = Math.max(1, (all.size() + MOST - 1) / MOST);
        List<Prediction> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i += every) {
            some.add(all.get(i));
        }
        return new HeldOut(List.copyOf(some));
    }
}
