package freshet.gateway.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many calls each client makes. A client may make a second's calls at once, and after that one
 * whenever its share of a second is over. The clients that called last are remembered; one that is
 * forgotten begins anew. Threads may share it.
 */
final class Rates {
    private static final long SECOND = 1_000_000_000L;
    static final int MOST_CLIENTS = 50_000;

    private final long share;
    private final LongSupplier clock;
    private final Map<String, Long> next = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    /**
     * @param rate calls in a second, at least 1
     * @param clock nanoseconds from any beginning
     */
    Rates(int rate, LongSupplier clock) {
        this.share = SECOND / rate;
        this.clock = clock;
    }

    /**
     * Counts a call.
     *
     * @throws Problem 429 if the client has made too many
     */
    synchronized void count(String client) {
        long now = clock.getAsLong();
        long due = next.getOrDefault(client, now);
        if (due - now < 0) {
            due = now;
        }
        long ahead = due + share - now;
        if (ahead > SECOND) {
            throw Problem.tooMany(
                            "client",
                            "it makes more than " + SECOND / share + " calls in a second (http.rate)",
                            Duration.ofNanos(ahead - SECOND))
                    .because("rate");
        }
        next.put(client, due + share);
    }

    /** How many clients are remembered. */
    synchronized int clients() {
        return next.size();
    }
}
