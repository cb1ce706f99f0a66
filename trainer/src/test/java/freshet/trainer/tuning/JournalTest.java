package freshet.trainer.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.trainer.EpochResult.Accuracy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Search SEARCH = Searches.search(5, Stopping.MEDIAN);
    private static final Trial FIRST =
            trial(1, Trial.End.FINISHED, "", new Accuracy(0.1, 1 / 3.0), new Accuracy(0.2, 0.1));
    private static final Trial SECOND = trial(2, Trial.End.FAILED, "the loss is \"NaN\"\n");

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("journal.jsonl");
    }

    @Test
    void trialsReadBackAsTheyWereNoted() throws IOException {
        note(FIRST, SECOND);

        try (Journal journal = Journal.open(file, SEARCH)) {
            assertThat(journal.trials()).containsExactly(FIRST, SECOND);
        }
        assertThat(Files.readString(file))
                .isEqualTo(
                        """
                        {"tune":1,"model":"gru4rec","objective":"recall","stopping":"median","seed":5,\
                        "data_sha256":"data","validation_sha256":"validation",\
                        "search":{"learning_rate":"0.1..1"},"fixed":{"epochs":"4"}}
                        {"trial":1,"end":"finished","settings":{"learning_rate":"0.5"},\
                        "recall@20":[0.1,0.2],"mrr@20":[0.3333333333333333,0.1],"why":"","seconds":2.5}
                        {"trial":2,"end":"failed","settings":{"learning_rate":"0.5"},\
                        "recall@20":[],"mrr@20":[],"why":"the loss is \\"NaN\\"\\n","seconds":2.5}
                        """);
    }

    @Test
    void anotherSearchIsRefusedByWhatDiffers() {
        note(FIRST);

        assertRefused(Searches.search(6, Stopping.MEDIAN), "is of another search: seed there is 5 and here 6");
        assertRefused(Searches.search(5, Stopping.NONE), "stopping there is \"median\" and here \"none\"");
        assertRefused(
                Searches.search(5, Stopping.MEDIAN, Map.of("learning_rate", "0.1..1"), "clicks"),
                "data_sha256 there is \"data\" and here \"clicks\"");
        assertRefused(
                Searches.search(5, Stopping.MEDIAN, Map.of("momentum", "0..0.5"), "data"),
                "search there is {\"learning_rate\":\"0.1..1\"} and here {\"momentum\":\"0..0.5\"}");
    }

    @Test
    void aFileThatIsNoJournalIsRefusedAndLeftAlone() throws IOException {
        for (String content : List.of("precious", "precious\n", "{}\n", "{\"loss\":1}\n", "\n", "{")) {
            Files.writeString(file, content);
            if (content.equals("{")) { // the start of any journal, so a kill may have left it
                Journal.open(file, SEARCH).close();
            } else {
                assertRefused(SEARCH, "exists and is no journal of a search; name another file");
                assertThat(file).hasContent(content);
            }
        }
    }

    @Test
    void aDamagedLineIsNamed() throws IOException {
        note(FIRST, SECOND);
        List<String> lines = Files.readAllLines(file);

        Files.write(file, List.of(lines.get(0), "{\"trial\":1", lines.get(2)));
        assertRefused(SEARCH, "line 2 is damaged: it is no JSON: ");
        Files.write(file, List.of(lines.get(0), lines.get(2)));
        assertRefused(SEARCH, "line 2 is damaged: it is trial 2, and trial 1 is due; cut it off from there");
        Files.write(file, List.of(lines.get(0), "{\"trial\":1}"));
        assertRefused(SEARCH, "line 2 is damaged: it has no \"settings\"");
        Files.write(file, List.of(lines.get(0), lines.get(1).replace("finished", "over")));
        assertRefused(SEARCH, "line 2 is damaged: its end is \"over\", which is none");
        Files.write(file, List.of(lines.get(0), lines.get(1).replace("[0.1,0.2]", "[0.1]")));
        assertRefused(SEARCH, "line 2 is damaged: it has 1 epochs of recall@20 and 2 of mrr@20");
    }

    @Test
    void trialsThatThisSearchDoesNotDrawAreRefused() {
        note(FIRST);

        assertThatThrownBy(() -> Searches.run(SEARCH, 3, file))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith(
                        "trial 1 of the journal has {learning_rate=0.5}, but this search draws {learning_rate=");
    }

    @Test
    void oneSearchAtATimeHoldsTheJournal() {
        try (Journal journal = Journal.open(file, SEARCH)) {
            assertRefused(SEARCH, "is in use by another search; wait for its end or name another file");
            journal.add(FIRST);
        }
        try (Journal journal = Journal.open(file, SEARCH)) {
            assertThat(journal.trials()).containsExactly(FIRST);
        }
    }

    private void note(Trial... trials) {
        try (Journal journal = Journal.open(file, SEARCH)) {
            for (Trial trial : trials) {
                journal.add(trial);
            }
        }
    }

    private void assertRefused(Search search, String why) {
        assertThatThrownBy(() -> Journal.open(file, search).close())
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith("journal " + file)
                .hasMessageContaining(why)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    private static Trial trial(int number, Trial.End end, String why, Accuracy... curve) {
        return new Trial(number, new TreeMap<>(Map.of("learning_rate", "0.5")), end, List.of(curve), why, 2.5);
    }
}
