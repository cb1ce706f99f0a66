package freshet.trainer.set;

import freshet.model.data.LoggedEvent;
import freshet.model.data.Session;
import freshet.model.data.Sessions;
import freshet.model.data.run.RunWriter;
import freshet.model.session.EventKeys;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small random logs with all that sessions may have, and their files. */
final class RandomSessions {
    private static final List<String> ITEMS =
            List.of("a", "b", "c", "d", "e", "Ä1", "\ud83d\ude00", "x".repeat(200), "rare");

    private RandomSessions() {}

    static List<Session> of(long seed, int events) {
        Random random = new Random(seed);
        EventKeys keys = new EventKeys();
        List<LoggedEvent> log = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            log.add(new LoggedEvent(
                    "visitor " + random.nextInt(1 + events / 5),
                    new ItemEvent(
                            ITEMS.get(Math.min(random.nextInt(ITEMS.size()), random.nextInt(ITEMS.size()))),
                            1_700_000_000_000L + random.nextInt(40) * 300_000L,
                            random.nextInt(3) == 0 ? "cart" : ItemEvent.VIEW,
                            random.nextBoolean() ? keys.key("event " + i) : ItemEvent.NO_KEY,
                            random.nextInt(9) == 0 ? 1 + random.nextInt(9_000) : 0)));
        }
        return Sessions.of(log, SessionRules.DEFAULT);
    }

    /** Writes sessions into some files, each of them in order. */
    static List<Path> runs(List<Session> sessions, int files, Path folder) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (int file = 0; file < files; file++) {
            Path path = folder.resolve("run-" + file);
            try (RunWriter writer = new RunWriter(path)) {
                for (int s = file; s < sessions.size(); s += files) {
                    writer.write(sessions.get(s));
                }
                writer.finish();
            }
            paths.add(path);
        }
        return paths;
    }
}
