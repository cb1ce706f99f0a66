package freshet.gateway.event;

import freshet.client.ClientException;
import freshet.client.ClientSettings;
import freshet.client.FreshetClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client by which events are written, once it has reached the brokers: tries until it has.
 * Threads may share it.
 */
final class KafkaLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaLink.class);
    private static final long RETRY_MILLIS = 1_000;

    private final ClientSettings settings;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread connecting = new Thread(this::connect, "freshet-connect");
    private volatile Optional<FreshetClient> client = Optional.empty();
    private volatile String problem;

    /** Begins to connect; waits for nothing. */
    KafkaLink(ClientSettings settings) {
        this.settings = settings;
        problem = "no broker at " + settings.bootstrapServers() + " has answered yet";
        connecting.setDaemon(true);
        connecting.start();
    }

    /** The client; empty if no broker was reached yet. */
    Optional<FreshetClient> client() {
        return client;
    }

    /** Why no broker was reached before one was, in one sentence. */
    String unconnected() {
        return problem;
    }

    /** What is wrong now, each in one sentence; none if events can be written and answers read. */
    List<String> problems() {
        return client.map(connected -> connected.status().problems()).orElseGet(() -> List.of(problem));
    }

    private void connect() {
        while (closing.getCount() > 0 && client.isEmpty()) {
            try {
                client = Optional.of(FreshetClient.connect(settings));
            } catch (ClientException e) {
                problem = e.getMessage();
                pause();
            } catch (RuntimeException e) { // of Kafka's clients; the interrupt of close() is one
                if (closing.getCount() > 0) {
                    LOG.warn("the client of {} does not connect; it is tried again", settings.bootstrapServers(), e);
                    problem = "Kafka's client does not connect to " + settings.bootstrapServers() + ": " + e;
                    pause();
                }
            }
        }
    }

    private void pause() {
        try {
            closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown(); // close() wants the end
        }
    }

    /** Ends the connecting; writes what was taken; ends the waiting for answers. */
    @Override
    public void close() {
        closing.countDown();
        connecting.interrupt();
        try {
            connecting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.ifPresent(FreshetClient::close);
    }
}
