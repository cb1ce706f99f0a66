package freshet.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.publish.PublishCommand;
import freshet.cli.testing.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateOptionsTest {
    private static CommandRun publish(String option) {
        return CommandRun.of(new PublishCommand(), "--bootstrap-servers=127.0.0.1:1", "--model=m", "--store=s", option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--gate-margin=0.1", "--gate-least=100"})
    void nothingIsPublishedPastAGateThatWasMeant(String option) {
        CommandRun run = publish(option);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(option.split("=")[0] + " goes with --gate; give it, or leave ");
    }

    @Test
    void aGateNeedsTheFormatOfItsLog() {
        assertThat(publish("--gate=log").err()).contains("--gate and --format belong together");
    }
}
