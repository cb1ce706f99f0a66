package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.lab.gateway.Shoppers;
import freshet.model.bundle.BundleFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gateway in a process of its own, a real broker and job, shoppers over HTTP, and what may fail
 * of these. No event is lost, and none counts twice.
 */
@Tag("faults")
class GatewayFaultsITCase {
    private static final int SHOPPERS = 8;
    private static final int SOME = 300;
    private static final int STREAMS = 200;
    private static final int HALVES = 2_000;

    @TempDir
    private Path folder;

    /** All that a test needs; up when it is made. */
    private final class Shop implements AutoCloseable {
        private final RealCluster cluster = new RealCluster(ClusterSettings.onFreePorts(folder));
        private FlinkJob job;
        private final GatewayProcess gateway;
        private final Shoppers shoppers;

        Shop() throws InterruptedException {
            cluster.createTopics(4);
            cluster.publishModel();
            job = cluster.submit("checkpoint.interval=1 s");
            gateway = new GatewayProcess(cluster.kafka().bootstrapServers(), folder.resolve("gateway.log"));
            cluster.await("the gateway", gateway::ready);
            shoppers = new Shoppers(gateway.address(), SHOPPERS, "2s");
            awaitMore(200);
        }

        /** Waits until a status was replied some times more. */
        void awaitMore(int status) throws InterruptedException {
            long before = shoppers.replies(status);
            cluster.await(SOME + " more replies of " + status, () -> shoppers.replies(status) > before + SOME);
        }

        /** Stops the shoppers and holds the ledger to its promise. */
        void finish(String fault) throws InterruptedException {
            long sent = shoppers.stop();
            CountedLedger ledger = cluster.awaitLedger(false);
            FaultReport.add(
                    fault,
                    "at-least-once",
                    sent,
                    ledger,
                    Answers.of(cluster.kafka()).longestSilenceMillis());
            assertThat(ledger.whole()).as(ledger.places()).isTrue();
            assertThat(ledger.answered()).as("events sent, each answered").isEqualTo(sent);
            assertThat(new TreeSet<>(ledger.rejected().keySet())).isSubsetOf("DUPLICATE");
            for (Map.Entry<String, String> told : shoppers.newest().entrySet()) {
                cluster.await("the newest answer of " + told.getKey(), () -> isAtLeast(told.getKey(), told.getValue()));
            }
        }

        /**
         * Whether the gateway tells of a session what a shopper was told last, or something newer.
         */
        private boolean isAtLeast(String session, String told) {
            String body = gateway.get("/v1/sessions/" + session + "/recommendations");
            return Optional.of(body.indexOf("\"recommendationId\":\""))
                    .filter(at -> at >= 0)
                    .map(at -> body.substring(at + 20, body.indexOf('"', at + 20)))
                    .filter(id -> offset(id) >= offset(told))
                    .isPresent();
        }

        private static long offset(String id) {
            return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
        }

        @Override
        public void close() throws InterruptedException {
            shoppers.close();
            gateway.close();
            cluster.close();
        }
    }

    @Test
    void theGatewayIsKilledAndStartedAgain() throws Exception {
        try (Shop shop = new Shop()) {
            shop.gateway.kill();
            shop.cluster.await("shoppers without a reply", () -> shop.shoppers.replies(0) > SHOPPERS);
            shop.gateway.restart();
            shop.cluster.await("the gateway", shop.gateway::ready);
            shop.awaitMore(200);
            shop.finish("gateway killed and started again, load over HTTP");
        }
    }

    @Test
    void theBrokerIsLostAndBack() throws Exception {
        try (Shop shop = new Shop()) {
            LocalCluster servers = shop.cluster.servers();
            servers.process("kafka-1").kill();
            shop.cluster.await("503 for want of a broker", () -> shop.shoppers.replies(503) > SHOPPERS);
            servers.startBroker(1);
            shop.cluster.await("the gateway", shop.gateway::ready);
            shop.awaitMore(200);
            shop.finish("broker killed and started again, load over HTTP");
        }
    }

    @Test
    void theModelStoreIsAwayAndBack() throws Exception {
        try (Shop shop = new Shop()) {
            Path away = folder.resolve("away");
            Path next = shop.cluster.storeModel();
            String sha256 = BundleFile.sha256(next);
            Files.move(shop.cluster.store(), away);
            long version = shop.cluster.announce(next.toUri().toString(), sha256);
            shop.cluster.await("a refusal", () -> shop.gateway.get("/v1/models").contains("cannot be fetched"));
            shop.awaitMore(200);

            Files.move(away, shop.cluster.store());

            String ranked = "/v1/popular?n=1";
            shop.cluster.await(
                    "the next model", () -> shop.gateway.get(ranked).contains("\"modelVersion\":" + version));
            shop.awaitMore(200);
            shop.finish("model store away and back, load over HTTP");
        }
    }

    @Test
    void strangersHoldConnectionsAndReadNothing() throws Exception {
        try (Shop shop = new Shop();
                IdleCallers callers = new IdleCallers(shop.gateway.address())) {
            callers.begin(STREAMS, "GET /v1/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            callers.begin(
                    HALVES,
                    "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 1000\r\n\r\n{");
            shop.awaitMore(200);
            shop.awaitMore(200);
            shop.finish("200 event streams that nobody reads and 2,000 halves of bodies, load over HTTP");
        }
    }

    @Test
    void theJobIsAwayForAMinute() throws Exception {
        try (Shop shop = new Shop()) {
            String savepoint = shop.job.stopWithSavepoint();
            long stopped = System.nanoTime();
            shop.cluster.await(
                    "a minute of replies without answers",
                    () -> System.nanoTime() - stopped > Duration.ofMinutes(1).toNanos()
                            && shop.shoppers.replies(202) > SHOPPERS);
            shop.job = shop.cluster.submit(Optional.of(savepoint), "checkpoint.interval=1 s");
            shop.awaitMore(200);
            shop.finish("job away for a minute, load over HTTP");
        }
    }
}
