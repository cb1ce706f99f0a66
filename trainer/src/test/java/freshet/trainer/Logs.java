package freshet.trainer;

import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Small logs for tests. */
public final class Logs {
    private Logs() {}

    /**
     * Training data from sessions written as item ids with blanks between them; nothing is dropped
     * but single events.
     */
    public static TrainingData data(String... sessions) {
        return TrainingData.of(sessions(sessions), Preprocessing.KEEP_ALL);
    }

    /** Sessions written as item ids with blanks between them. */
    public static List<Session> sessions(String... sessions) {
        List<Session> all = new ArrayList<>();
        for (String session : sessions) {
            List<ItemEvent> events = new ArrayList<>();
            for (String item : session.split(" ")) {
                events.add(ItemEvent.view(item, 1_000_000_000_000L + all.size() * 3_600_000L + events.size() * 1000L));
            }
            all.add(new Session("session" + all.size(), events));
        }
        return all;
    }

    /**
     * {@code count} sessions of three to seven events that walk a cycle of {@code items} items,
     * each from another start.
     */
    public static TrainingData cycle(int items, int count) {
        return cycle(items, count, session -> 3 + session % 5);
    }

    /**
     * The same with two to eighteen events, so that sessions that begin together end one after
     * another.
     */
    public static TrainingData unevenCycle(int items, int count) {
        return cycle(items, count, session -> 2 + session * 5 % 17);
    }

    private static TrainingData cycle(int items, int count, IntUnaryOperator length) {
        return data(IntStream.range(0, count)
                .mapToObj(session -> String.join(
                        " ",
                        IntStream.range(0, length.applyAsInt(session))
                                .mapToObj(step -> "item" + (session * 7 + step) % items)
                                .toList()))
                .toArray(String[]::new));
    }
}
