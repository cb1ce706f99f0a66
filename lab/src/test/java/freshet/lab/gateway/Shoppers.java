package freshet.lab.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends events over HTTP, some at a time, until it is stopped. An event whose fate a caller is not
 * told is sent again with the same id and time, as a shop would do, until it is: answered, written,
 * or rejected as a repetition.
 */
public final class Shoppers implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long BETWEEN_NANOS = 10_000_000;
    private static final long RETRY_NANOS = 100_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI events;
    private final String wait;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ExecutorService threads;
    private final AtomicLong sent = new AtomicLong();
    private final Map<Integer, AtomicLong> replies = new ConcurrentHashMap<>(); // by status; 0 is none
    private final Map<String, String> newest = new ConcurrentHashMap<>(); // recommendationId by session
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    /**
     * Begins to send.
     *
     * @param address of the gateway
     * @param wait for an answer, {@code 200ms}
     */
    public Shoppers(String address, int shoppers, String wait) {
        this.events = URI.create(address + "/v1/events?wait=" + wait);
        this.wait = wait;
        threads = Executors.newFixedThreadPool(shoppers);
        for (int shopper = 0; shopper < shoppers; shopper++) {
            String session = "shopper-" + shopper;
            threads.execute(() -> shop(session));
        }
    }

    /** How often a status was replied; 0 stands for no reply. */
    public long replies(int status) {
        return replies.getOrDefault(status, new AtomicLong()).get();
    }

    /** The newest answer that each session has got. */
    public Map<String, String> newest() {
        return Map.copyOf(newest);
    }

    /** Stops, waits until the fate of every event is known, and gives their number. */
    public long stop() throws InterruptedException {
        stopped = true;
        threads.shutdown();
        if (!threads.awaitTermination(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("some events have no fate with wait=" + wait + ": " + replies);
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException(faults.size() + " calls were answered otherwise: " + faults.peek());
        }
        return sent.get();
    }

    private void shop(String session) {
        try {
            while (!stopped) {
                long number = sent.getAndIncrement();
                String event = "{\"sessionId\":\"" + session + "\",\"itemId\":\"item-" + number % 1_000
                        + "\",\"eventId\":\"e-" + number + "\",\"eventTime\":" + System.currentTimeMillis() + "}";
                while (!isSettled(session, event)) {
                    LockSupport.parkNanos(RETRY_NANOS);
                }
                LockSupport.parkNanos(BETWEEN_NANOS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isSettled(String session, String event) throws InterruptedException {
        HttpResponse<byte[]> response;
        try {
            response = http.send(
                    HttpRequest.newBuilder(events)
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(event))
                            .build(),
                    BodyHandlers.ofByteArray());
        } catch (IOException e) {
            count(0);
            return false;
        }
        count(response.statusCode());
        try {
            JsonNode body = JSON.readTree(response.body());
            if (response.statusCode() == 200) {
                newest.put(session, body.path("recommendationId").asText());
                return true;
            }
            boolean known = response.statusCode() == 202
                    || response.statusCode() == 422
                            && body.path("reason").asText().equals("DUPLICATE");
            if (!known && response.statusCode() != 503) {
                faults.add(response.statusCode() + " " + body);
            }
            return known;
        } catch (IOException e) {
            faults.add("no JSON: " + e.getMessage());
            return true;
        }
    }

    private void count(int status) {
        replies.computeIfAbsent(status, key -> new AtomicLong()).incrementAndGet();
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
    }
}
