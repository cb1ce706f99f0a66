package freshet.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What one package logs is said too, until the echo is closed. */
class LogEchoTest {
    private final List<String> said = new ArrayList<>();

    @Test
    void linesOfThePackageAreSaidFromInfoOn() {
        try (LogEcho echo = new LogEcho("some.log", said::add)) {
            LoggerFactory.getLogger("some.log.Rejections").warn("{} events", 3);
            LoggerFactory.getLogger("some.log.Models").info("none");
            LoggerFactory.getLogger("some.log.Models").debug("detail");
            LoggerFactory.getLogger("some.other").warn("not asked for");
            assertThat(echo).isNotNull();
        }
        LoggerFactory.getLogger("some.log.Rejections").warn("too late");
        assertThat(said).containsExactly("3 events", "none");
    }

    @Test
    void twoEchoesKeepTheirLinesApart() {
        List<String> others = new ArrayList<>();
        try (LogEcho first = new LogEcho("first.log", said::add);
                LogEcho second = new LogEcho("second.log", others::add)) {
            LoggerFactory.getLogger("first.log.A").warn("one");
            LoggerFactory.getLogger("second.log.B").warn("two");
            assertThat(first).isNotSameAs(second);
        }
        assertThat(said).containsExactly("one");
        assertThat(others).containsExactly("two");
    }
}
