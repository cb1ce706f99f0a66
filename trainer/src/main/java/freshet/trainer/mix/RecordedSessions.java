package freshet.trainer.mix;

import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import freshet.trainer.TrainingData;
import java.util.ArrayList;
import java.util.List;

/** Training data as sessions again, with the items and times of their events. */
final class RecordedSessions {
    private RecordedSessions() {}

    static List<Session> of(TrainingData data) {
        List<Session> sessions = new ArrayList<>();
        for (int s = 0; s < data.sessions(); s++) {
            List<ItemEvent> events = new ArrayList<>();
            for (int i = data.sessionOffsets().get(s); i < data.sessionOffsets().get(s + 1); i++) {
                events.add(ItemEvent.view(
                        data.vocabulary().item(data.items().get(i)),
                        data.times().get(i)));
            }
            sessions.add(new Session("session " + s, events));
        }
        return sessions;
    }
}
