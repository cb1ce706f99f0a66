package freshet.job.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.data.Session;
import freshet.model.data.run.EventGroups;
import freshet.model.data.run.SortedRuns;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsOperatorTest {
    private static final long TIME = 1_700_000_000_000L;

    @TempDir
    Path folder;

    /** Such keys are too rare to be found, so the test says that their hash is one. */
    @Test
    void keysOfOneHashHaveSessionsOfTheirOwn() throws Exception {
        try (var sessions = new OneInputStreamOperatorTestHarness<>(
                new SessionsOperator(SessionRules.DEFAULT, folder.toString()))) {
            sessions.open();
            for (Tuple2<Long, byte[]> group : List.of(
                    group(7, 1, "a", "later", 2_000),
                    group(7, 0, "b", "other", 1_000),
                    group(7, 0, "a", "first", 0),
                    group(8, 0, "c", "last", 3_000))) {
                sessions.processElement(group, 0);
            }
            sessions.endInput();
        }

        List<Session> found = new ArrayList<>();
        try (SortedRuns runs = new SortedRuns(PrepareJob.runs(folder))) {
            while (runs.advance()) {
                found.add(runs.session());
            }
        }
        assertThat(found)
                .extracting(session -> session.key() + " "
                        + session.events().stream().map(ItemEvent::itemId).toList())
                .containsExactly("a [first, later]", "b [other]", "c [last]");
    }

    private static Tuple2<Long, byte[]> group(long hash, int file, String key, String item, long after) {
        List<Tuple2<Long, byte[]>> made = new ArrayList<>();
        EventGroups groups = new EventGroups(file, (itsOwn, bytes) -> made.add(Tuple2.of(hash, bytes)));
        groups.add(key, ItemEvent.view(item, TIME + after));
        groups.flush();
        return made.get(0);
    }
}
