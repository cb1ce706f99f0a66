package freshet.trainer.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.BundleFile;
import freshet.model.data.Session;
import freshet.trainer.Preprocessing;
import freshet.trainer.SessionMoment;
import freshet.trainer.TimeSplit;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingHistory;
import freshet.trainer.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingSetTest {
    private static final ObjectNode ORIGIN =
            JsonNodeFactory.instance.objectNode().put("format", "jsonl");

    @TempDir
    Path folder;

    @Test
    void setHoldsWhatMemoryWouldForAllRunsAndRules() throws IOException {
        for (int seed = 0; seed < 30; seed++) {
            List<Session> sessions = RandomSessions.of(seed, 150 + seed * 10);
            Preprocessing rules = new Preprocessing(1 + seed % 4, 2 + seed % 3, seed % 2 == 0);
            int heldOut = seed % 5 == 0 ? 0 : tenth(sessions);
            Path set = write(sessions, 1 + seed % 4, rules, heldOut);

            TrainingSet opened = TrainingSet.open(set);

            assertEqual(opened.whole(), TrainingData.of(sessions, rules));
            assertThat(opened.origin()).isEqualTo(ORIGIN);
            assertThat(opened.heldOut().isPresent()).isEqualTo(heldOut > 0);
            opened.heldOut().ifPresent(held -> {
                int first = sessions.size() - heldOut;
                assertEqual(held.earlier(), TrainingData.of(sessions.subList(0, first), rules));
                assertThat(held.later()).isEqualTo(sessions.subList(first, sessions.size()));
                assertThat(held.share()).isEqualTo(0.1);
            });
        }
    }

    @Test
    void aSetBeforeAMomentHasTheSessionsThatAreOverThen() throws IOException {
        for (int seed = 0; seed < 10; seed++) {
            List<Session> sessions = RandomSessions.of(seed, 300);
            long end = SessionMoment.START.of(sessions.get(sessions.size() * 4 / 5));
            List<Session> over = sessions.stream()
                    .filter(session -> SessionMoment.END.of(session) < end)
                    .toList();
            int heldOut = tenth(over);
            Preprocessing rules = new Preprocessing(1 + seed % 2, 2, false);
            Path set = Files.createTempDirectory(folder, "set");
            List<Path> runs = RandomSessions.runs(sessions, 3, Files.createTempDirectory(folder, "runs"));
            try (TrainingSetWriter writer = new TrainingSetWriter(set, runs, Optional.of(Instant.ofEpochMilli(end)))) {
                assertThat(writer.recorded().sessions()).isEqualTo(over.size());
                writer.write(rules, heldOut, 0.1, false, ORIGIN);
            }

            TrainingSet opened = TrainingSet.open(set);

            int first = over.size() - heldOut;
            assertEqual(opened.whole(), TrainingData.of(over, rules));
            assertEqual(opened.heldOut().orElseThrow().earlier(), TrainingData.of(over.subList(0, first), rules));
            assertThat(opened.heldOut().orElseThrow().later()).isEqualTo(over.subList(first, over.size()));
        }
    }

    @Test
    void recordedSessionsAreThoseThatStartLater() throws IOException {
        List<Session> sessions = RandomSessions.of(4, 200);
        List<Path> runs = RandomSessions.runs(sessions, 3, Files.createTempDirectory(folder, "runs"));
        Path file = folder.resolve("later.sessions");
        long moment = SessionMoment.START.of(sessions.get(sessions.size() / 2));
        List<Session> later = sessions.stream()
                .filter(session -> SessionMoment.START.of(session) >= moment)
                .toList();

        assertThat(RecordedSessions.write(file, runs, moment)).isTrue();
        assertThat(RecordedSessions.open(file)).isEqualTo(later);
        assertThat(RecordedSessions.write(folder.resolve("none"), runs, Long.MAX_VALUE))
                .isFalse();
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void aSetHasTheSameBytesHoweverManyRunsThereAre() throws IOException {
        List<Session> sessions = RandomSessions.of(1, 400);

        Path one = write(sessions, 1, Preprocessing.KEEP_ALL, tenth(sessions));
        Path three = write(sessions, 3, Preprocessing.KEEP_ALL, tenth(sessions));

        for (String file :
                List.of(TrainingSet.WHOLE, TrainingSet.EARLIER, TrainingSet.LATER, TrainingSet.DESCRIPTION)) {
            assertThat(three.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
        }
        assertThat(Files.list(one)).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gru4rec", "stamp", "youtube-dnn", "markov", "vmis-knn", "slist"})
    void aModelOfASetHasTheBytesOfOneOfMemory(String model) throws IOException {
        List<Session> sessions = RandomSessions.of(2, 300);
        TrainingSet set = TrainingSet.open(write(sessions, 2, Preprocessing.KEEP_ALL, tenth(sessions)));
        int first = sessions.size() - tenth(sessions);
        TrainingPlan memory = TrainingPlan.of(TrainingData.of(sessions.subList(0, first), Preprocessing.KEEP_ALL))
                .validatedOn(sessions.subList(first, sessions.size()));
        TrainingSet.HeldOut held = set.heldOut().orElseThrow();
        TrainingPlan mapped = TrainingPlan.of(held.earlier()).validatedOn(held.later());

        assertThat(trained(model, mapped)).hasSameBinaryContentAs(trained(model, memory));
        assertThat(mapped.validationHash()).isEqualTo(memory.validationHash());
    }

    @Test
    void laterSessionsOfASetAreThoseOfMemory() throws IOException {
        List<Session> sessions = RandomSessions.of(3, 500);
        TrainingData memory = TrainingData.of(sessions, Preprocessing.KEEP_ALL);
        TrainingData mapped =
                TrainingSet.open(write(sessions, 2, Preprocessing.KEEP_ALL, 0)).whole();
        Instant moment = Instant.ofEpochMilli(memory.starts().get(memory.sessions() / 2));

        assertEqual(mapped.since(moment), memory.since(moment));
    }

    @Test
    void aFolderWithoutASetIsRefusedWithARemedy() {
        assertThatThrownBy(() -> TrainingSet.open(folder))
                .isInstanceOf(SetException.class)
                .hasMessage("there is no training set in " + folder
                        + ", as it has no set.json; name the --output of prepare");
    }

    private Path trained(String model, TrainingPlan plan) throws IOException {
        Map<String, String> settings = Trainers.neural(model) ? Map.of("epochs", "2") : Map.<String, String>of();
        Path file = Files.createTempFile(folder, model, ".safetensors");
        BundleFile.write(file, Trainers.named(model, settings).train(plan, new TrainingHistory()));
        return file;
    }

    private Path write(List<Session> sessions, int files, Preprocessing rules, int heldOut) throws IOException {
        Path set = Files.createTempDirectory(folder, "set");
        Path runFolder = Files.createTempDirectory(folder, "runs");
        List<Path> runs = RandomSessions.runs(sessions, files, runFolder);
        try (TrainingSetWriter writer = new TrainingSetWriter(set, runs)) {
            assertThat(writer.totals().sessions()).isEqualTo(sessions.size());
            writer.write(rules, heldOut, 0.1, false, ORIGIN);
        }
        return set;
    }

    /** How many are held out. */
    private static int tenth(List<Session> sessions) {
        int later = TimeSplit.inOrder(sessions, 0.1).later().size();
        assertThat(later).isBetween(1, sessions.size() - 1);
        return later;
    }

    private static void assertEqual(TrainingData actual, TrainingData expected) {
        assertThat(actual.vocabulary().items()).isEqualTo(expected.vocabulary().items());
        assertThat(actual.support()).isEqualTo(expected.support());
        assertThat(actual.items().toArray()).isEqualTo(expected.items().toArray());
        assertThat(actual.sessionOffsets().toArray())
                .isEqualTo(expected.sessionOffsets().toArray());
        assertThat(actual.starts().toArray()).isEqualTo(expected.starts().toArray());
        assertThat(actual.times().toArray()).isEqualTo(expected.times().toArray());
        assertThat(actual.rules()).isEqualTo(expected.rules());
        assertThat(actual.dropped()).isEqualTo(expected.dropped());
        assertThat(actual.hash()).isEqualTo(expected.hash());
    }
}
