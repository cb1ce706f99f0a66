package freshet.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.cli.CommandException;
import freshet.model.data.LogFormat;
import freshet.model.data.LoggedEvent;
import freshet.model.data.format.LogFormats;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTrafficTest {
    private static final LogFormat RSC15 = LogFormats.named("rsc15");

    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void writeLog() throws IOException {
        log = Files.writeString(
                folder.resolve("log.tsv"),
                """
                SessionId\tItemId\tTime
                s\ta\t1400000000.5
                s\tb\t1400000100.5
                t\tc\t1400000050
                t\td\t1400000200
                """);
    }

    @Test
    void whatCameFirstTrainsAndTheRestIsReplayedInOrderOfTime() {
        Traffic traffic = traffic(Optional.empty(), 0.5, 10, OptionalDouble.empty());

        assertThat(items(traffic.past())).containsExactly("a", "c");
        assertThat(items(live(traffic))).containsExactly("b", "d");
        assertThat(traffic.events()).isPresent();
    }

    @Test
    void withALogOfItsOwnToTrainOnAllIsReplayed() {
        Traffic traffic = traffic(Optional.of(log), 0.5, 10, OptionalDouble.empty());

        assertThat(traffic.past()).hasSize(4);
        assertThat(items(live(traffic))).containsExactly("a", "c", "b", "d");
    }

    @Test
    void theRateOrTheSpeedSaysWhenAnEventIsDue() {
        Traffic byRate = traffic(Optional.of(log), 0.5, 10, OptionalDouble.empty());
        Traffic bySpeed = traffic(Optional.of(log), 0.5, 10, OptionalDouble.of(100));
        LoggedEvent last = live(byRate).get(3);

        assertThat(byRate.pace().dueMillis(last, 3)).isEqualTo(300);
        assertThat(bySpeed.pace().dueMillis(last, 3)).isEqualTo(1_995);
    }

    @Test
    void aShareThatLeavesNothingToTrainOnIsRefused() {
        assertThatThrownBy(() -> traffic(Optional.empty(), 0.1, 10, OptionalDouble.empty()))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("leaves nothing to train on at --train-share 0.1");
    }

    private Traffic traffic(Optional<Path> train, double share, double rate, OptionalDouble speed) {
        return LogTraffic.of(log, RSC15, train, share, rate, speed, new PrintWriter(Writer.nullWriter()));
    }

    private static List<LoggedEvent> live(Traffic traffic) {
        List<LoggedEvent> live = new ArrayList<>();
        traffic.live().forEachRemaining(live::add);
        return live;
    }

    private static List<String> items(List<LoggedEvent> events) {
        return events.stream().map(logged -> logged.event().itemId()).toList();
    }
}
