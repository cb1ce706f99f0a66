package freshet.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RatesTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 3 * SECOND); // the clock overflows on the way
    private final Rates rates = new Rates(10, now::get);

    @Test
    void aSecondsCallsComeAtOnceAndThenOneForEachShare() {
        assertThat(allowed("a", 100)).isEqualTo(10);
        now.addAndGet(SECOND / 10);
        assertThat(allowed("a", 100)).isEqualTo(1);
        now.addAndGet(100 * SECOND);
        assertThat(allowed("a", 100)).isEqualTo(10);
    }

    @Test
    void oneClientTakesNothingFromAnother() {
        allowed("a", 1_000);
        assertThat(allowed("b", 100)).isEqualTo(10);
    }

    @Test
    void aRefusedCallCostsNothing() {
        allowed("a", 10_000);
        now.addAndGet(SECOND);
        assertThat(allowed("a", 100)).isEqualTo(10);
    }

    @Test
    void theRefusalSaysTheRate() {
        allowed("a", 10);
        assertThatThrownBy(() -> rates.count("a"))
                .isInstanceOf(Problem.class)
                .hasMessage("it makes more than 10 calls in a second (http.rate)");
    }

    @Test
    void aHundredThousandClientsTakeBoundedMemory() {
        for (int client = 0; client < 100_000; client++) {
            rates.count("client " + client);
        }
        assertThat(rates.clients()).isEqualTo(Rates.MOST_CLIENTS);
    }

    private int allowed(String client, int calls) {
        int allowed = 0;
        for (int i = 0; i < calls; i++) {
            try {
                rates.count(client);
                allowed++;
            } catch (Problem refused) {
                assertThat(refused.status()).isEqualTo(429);
            }
        }
        return allowed;
    }
}
