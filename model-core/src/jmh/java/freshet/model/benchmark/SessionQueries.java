package freshet.model.benchmark;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.data.EventLog;
import freshet.model.data.Session;
import freshet.model.data.Sessions;
import freshet.model.data.format.LogFormats;
import freshet.model.session.SessionRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The hidden states of recorded sessions, each after a prefix of random length. */
final class SessionQueries {
    private static final int MAX_ITEMS = 50;

    private SessionQueries() {}

    /**
     * @param model a recurrent model of one layer, whose state is the query
     * @return (count, width); fewer if the log has fewer sessions with a known item
     */
    static float[] of(NextItemModel model, Path log, String format, int count) {
        List<Session> sessions = new ArrayList<>(Sessions.of(
                EventLog.readAll(log, LogFormats.named(format)), SessionRules.of(Duration.ofDays(36_500), MAX_ITEMS)));
        Random random = new Random(1);
        Collections.shuffle(sessions, random);
        SessionBatch batch = new SessionBatch(count, MAX_ITEMS, model.stateWidth());
        for (Session session : sessions) {
            int[] rows = session.events().stream()
                    .flatMapToInt(event -> model.vocabulary().row(event.itemId()).stream())
                    .limit(MAX_ITEMS)
                    .toArray();
            if (rows.length > 0 && batch.size() < count) {
                int index = batch.add();
                int length = 1 + random.nextInt(rows.length);
                for (int i = 0; i < length; i++) {
                    batch.append(index, rows[i]);
                }
            }
        }
        try (BatchRecommender recommender = model.newRecommender(count, 1)) {
            recommender.recommend(batch, new RankedItems(count, 1));
        }
        return Arrays.copyOf(batch.states(), batch.size() * model.stateWidth());
    }
}
