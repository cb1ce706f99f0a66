package freshet.cli.learn;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.testing.CommandRun;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is refused before a broker is asked. */
class LearnOptionsTest {
    private static String refusal(String... options) {
        CommandRun run = CommandRun.of(
                new LearnCommand(),
                Stream.concat(
                                Stream.of("--bootstrap-servers=127.0.0.1:1", "--capture=c", "--store=s", "--work=w"),
                                Stream.of(options))
                        .toArray(String[]::new));
        return run.err() + run.failure().map(Throwable::getMessage).orElse("");
    }

    @Test
    void aScheduleWithoutAPauseIsRefused() {
        assertThat(refusal("--every=0s")).contains("--every is 0; it must be at least 1ms");
    }

    @Test
    void aWrongSettingOfAWarmStartIsRefused() {
        assertThat(refusal("--warm-set=nosuch=3")).contains("model gru4rec has no setting \"nosuch\"");
    }

    @Test
    void aModelThatStartsFromNothingNeedsNoWarmSettings() {
        assertThat(refusal("--model=markov")).contains("no Kafka broker answers");
    }
}
