package freshet.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import freshet.model.data.format.LogFormats;
import freshet.model.data.table.TableFormat;
import freshet.model.session.SessionRules;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The measured logs, counted. Skipped where the folder {@code freshet.data} is not there. */
class RealLogsTest {
    private static final SessionRules NO_GAP = new SessionRules(SessionRules.NO_GAP, 50);

    @Test
    void rsc15HasTheEventsAndSessionsOfTheBenchmark() {
        List<LoggedEvent> train = read("rsc15_1_64/train_full.tsv.gz", "rsc15");
        List<LoggedEvent> test = read("rsc15_1_64/test.tsv.gz", "rsc15");

        assertThat(train).hasSize(99_943);
        assertThat(Sessions.of(train, NO_GAP)).hasSize(24_761);
        assertThat(test).hasSize(7_299);
        assertThat(Sessions.of(test, NO_GAP)).hasSize(1_703);
    }

    @Test
    void digineticaHasItsSessionsInTheOrderOfTheFile() {
        List<Session> sessions = Sessions.of(read("diginetica/train.txt.gz", "sequences"), NO_GAP);

        assertThat(sessions).hasSize(186_670);
        for (int line = 1; line <= sessions.size(); line++) {
            assertThat(sessions.get(line - 1).key()).isEqualTo(Integer.toString(line));
        }
    }

    @Test
    void aFileOfThreeColumnsIsReadAsWell() {
        List<LoggedEvent> train = read("serenade_example/train.tsv.gz", "rsc15");

        assertThat(train).hasSize(113_601);
        assertThat(Sessions.of(train, NO_GAP)).hasSize(23_753);
    }

    @Test
    void aTableIsReadByGuessesAsByItsOwnFormat() {
        Path file = file("rsc15_1_64/test.tsv.gz");

        assertThat(EventLog.readAll(file, TableFormat.csv()))
                .isEqualTo(EventLog.readAll(file, TableFormat.tsv()))
                .isEqualTo(read("rsc15_1_64/test.tsv.gz", "rsc15"));
        assertThat(EventLog.readAll(file("globo_oct1_9/clicks.csv.gz"), TableFormat.csv()))
                .hasSize(1_767_097);
    }

    private static List<LoggedEvent> read(String name, String format) {
        return EventLog.readAll(file(name), LogFormats.named(format));
    }

    private static Path file(String name) {
        Path file =
                Path.of(System.getProperty("freshet.data", "../shared/data")).resolve(name);
        assumeThat(file)
                .as("the log %s, which does not come with the project (set freshet.data)", file)
                .exists();
        return file;
    }
}
