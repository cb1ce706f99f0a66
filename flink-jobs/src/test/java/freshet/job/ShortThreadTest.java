package freshet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.job.settings.SettingsException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ShortThreadTest {
    @Test
    void theThreadHasEndedWithTheWork() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        assertThat(ShortThread.<String>call("work", () -> {
                    thread.set(Thread.currentThread());
                    return "done";
                }))
                .isEqualTo("done");
        assertThat(thread.get()).isNotSameAs(Thread.currentThread());
        assertThat(thread.get().isAlive()).isFalse();
    }

    @Test
    void whatTheWorkThrowsIsThrown() {
        assertThatThrownBy(() -> ShortThread.call("work", () -> {
                    throw new SettingsException("wrong");
                }))
                .isExactlyInstanceOf(SettingsException.class)
                .hasMessage("wrong");
        assertThatThrownBy(() -> ShortThread.call("work", () -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
    }
}
