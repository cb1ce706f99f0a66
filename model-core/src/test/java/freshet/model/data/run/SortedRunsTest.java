package freshet.model.data.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import freshet.model.session.Visits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedRunsTest {
    private static final long MOMENT = 1_700_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void mergedRunsHaveAllSessionsInOrderHoweverManyTheyAre() throws IOException {
        List<Session> sessions = sessions(1, 300);
        for (int files = 1; files <= 5; files++) {
            List<Session> merged = new ArrayList<>();
            try (SortedRuns runs = new SortedRuns(write(sessions, files))) {
                while (runs.advance()) {
                    Session session = runs.session();
                    merged.add(session);
                    assertThat(runs.start()).isEqualTo(session.events().get(0).timeMillis());
                    assertThat(runs.events()).isEqualTo(session.events().size());
                    for (int event = 0; event < runs.events(); event++) {
                        ItemEvent expected = session.events().get(event);
                        assertThat(runs.ids().get(runs.item(event))).isEqualTo(expected.itemId());
                        assertThat(runs.time(event)).isEqualTo(expected.timeMillis());
                    }
                }
            }
            assertThat(merged).isEqualTo(sessions);
        }
    }

    @Test
    void aRunIsSortedHoweverItsSessionsComeAndFewFitIntoMemory() throws IOException {
        List<Session> sessions = sessions(6, 400);
        List<Session> shuffled = new ArrayList<>(sessions);
        Collections.shuffle(shuffled, new Random(7));
        for (int memory : new int[] {1, 100, 3_000, 1 << 20}) {
            Path run = Files.createTempDirectory(folder, "memory").resolve("run");
            try (RunWriter writer = new RunWriter(run, memory)) {
                for (Session session : shuffled) {
                    writer.write(session);
                }
                writer.finish();
            }
            assertThat(read(List.of(run))).isEqualTo(sessions);
            assertThat(run.getParent()).isDirectoryNotContaining(path -> !path.equals(run));
        }
    }

    @Test
    void totalsAreThoseOfAllSessions() throws IOException {
        List<Session> sessions = sessions(2, 40);
        try (SortedRuns runs = new SortedRuns(write(sessions, 3))) {
            assertThat(runs.totals())
                    .isEqualTo(new RunTotals(
                            40,
                            sessions.stream()
                                    .mapToInt(each -> each.events().size())
                                    .sum(),
                            sessions.stream()
                                    .mapToLong(each -> Visits.equalTimes(each.events()))
                                    .sum()));
            assertThat(runs.ids())
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(sessions.stream()
                            .flatMap(each -> each.events().stream())
                            .map(ItemEvent::itemId)
                            .distinct()
                            .toList());
        }
    }

    @Test
    void sessionsBeforeAMomentAreLeftOut() throws IOException {
        List<Session> sessions = sessions(3, 200);
        for (long moment : new long[] {0, MOMENT + 3, MOMENT + 17, MOMENT + 1_000_000}) {
            List<Session> left = new ArrayList<>();
            try (SortedRuns runs = new SortedRuns(write(sessions, 3))) {
                runs.skipTo(moment);
                while (runs.advance()) {
                    left.add(runs.session());
                }
            }
            assertThat(left)
                    .isEqualTo(sessions.stream()
                            .filter(each -> each.events().get(0).timeMillis() >= moment)
                            .toList());
        }
    }

    @Test
    void aSessionMayBeLongerThanAnyBuffer() throws IOException {
        List<ItemEvent> events = new ArrayList<>();
        for (int event = 0; event < 400_000; event++) {
            events.add(ItemEvent.view("item " + event % 70_000, MOMENT + event));
        }
        List<Session> sessions = new ArrayList<>(sessions(4, 20));
        sessions.add(new Session("long", events));
        sessions.sort(order());

        assertThat(read(write(sessions, 2))).isEqualTo(sessions);
    }

    @Test
    void aRunThatIsCutShortIsRefused() throws IOException {
        Path run = write(sessions(5, 30), 1).get(0);
        byte[] whole = Files.readAllBytes(run);
        Files.write(run, Arrays.copyOf(whole, 20));

        assertThatThrownBy(() -> new SortedRuns(List.of(run))).isInstanceOf(IOException.class);
    }

    /** Of few times, so that many start at once; with all that an event may have. */
    private static List<Session> sessions(long seed, int count) {
        Random random = new Random(seed);
        List<Session> sessions = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            List<ItemEvent> events = new ArrayList<>();
            long time = MOMENT + random.nextInt(20);
            for (int event = 1 + random.nextInt(6); event > 0; event--) {
                events.add(new ItemEvent(
                        random.nextInt(9) == 0 ? "\ud83d" : "i" + random.nextInt(30),
                        time,
                        random.nextInt(3) == 0 ? "cart" : ItemEvent.VIEW,
                        random.nextBoolean() ? random.nextLong() : ItemEvent.NO_KEY,
                        random.nextInt(4) == 0 ? 1 + random.nextInt(9_000) : 0));
                time += random.nextInt(3);
            }
            sessions.add(new Session("session " + s, events));
        }
        sessions.sort(order());
        return sessions;
    }

    private static Comparator<Session> order() {
        return Comparator.comparingLong(
                        (Session session) -> session.events().get(0).timeMillis())
                .thenComparing(Session::key);
    }

    private static List<Session> read(List<Path> files) throws IOException {
        List<Session> sessions = new ArrayList<>();
        try (SortedRuns runs = new SortedRuns(files)) {
            while (runs.advance()) {
                sessions.add(runs.session());
            }
        }
        return sessions;
    }

    private List<Path> write(List<Session> sessions, int files) throws IOException {
        Path runs = Files.createTempDirectory(folder, "runs");
        List<Path> paths = new ArrayList<>();
        for (int file = 0; file < files; file++) {
            Path path = runs.resolve("run-" + file);
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
