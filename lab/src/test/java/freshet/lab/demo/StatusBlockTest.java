package freshet.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusBlockTest {
    private final StringWriter written = new StringWriter();

    @Test
    void aBlockIsDrawnOverItselfAndUnderTheLinesThatStay() {
        StatusBlock block = new StatusBlock(new Screen(new PrintWriter(written), true, false, 80));

        block.draw(List.of("one", "two"));
        block.say("something happened");
        block.draw(List.of("three"));
        block.close();

        assertThat(written)
                .hasToString("one\ntwo\n\033[2A\033[Jsomething happened\none\ntwo\n\033[2A\033[Jthree\n\033[1A\033[J");
    }

    @Test
    void aLineLongerThanTheScreenIsCutSoThatItDoesNotWrap() {
        StatusBlock block = new StatusBlock(new Screen(new PrintWriter(written), true, false, 10));

        block.draw(List.of("0123456789abc"));

        assertThat(written).hasToString("012345678\n");
    }

    @Test
    void withoutATerminalOnlyTheLinesThatStayAreWritten() {
        StatusBlock block = new StatusBlock(new Screen(new PrintWriter(written), false, false, 80));

        block.draw(List.of("one"));
        block.say("something happened");
        block.close();

        assertThat(written).hasToString("something happened\n");
    }
}
