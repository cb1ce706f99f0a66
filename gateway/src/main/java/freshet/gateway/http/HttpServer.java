package freshet.gateway.http;

import freshet.gateway.settings.SettingException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.BlockingArrayQueue;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;

/** Listens from its construction on, until it is closed. */
public final class HttpServer implements AutoCloseable {
    private static final int MAX_THREADS = 64;
    private static final int MIN_THREADS = 8;
    private static final long STOP_MILLIS = 2_000;
    private static final long SHUTDOWN_IDLE_MILLIS = 100;
    private static final long FULL_IDLE_MILLIS = 1_000;
    private static final long LOOK_MILLIS = 1_000;

    private final Server server;
    private final ServerConnector connector;
    private final ConnectionGuard guard;
    private final HttpSettings settings;

    /**
     * Counts for itself alone.
     *
     * @param routes what it answers
     * @throws SettingException if it cannot listen there
     */
    public HttpServer(HttpSettings settings, List<Route> routes) {
        this(settings, routes, new PrometheusRegistry());
    }

    /**
     * Listens and answers.
     *
     * @param routes what it answers
     * @param metrics where it shows what it counts
     * @throws SettingException if it cannot listen there
     */
    public HttpServer(HttpSettings settings, List<Route> routes, PrometheusRegistry metrics) {
        this.settings = settings;
        Limits limits = settings.limits();
        HttpMeter meter = new HttpMeter(metrics);
        BodyBudget bodies = new BodyBudget(limits.bodies());
        QueuedThreadPool threads = threads(limits);
        this.guard = new ConnectionGuard(limits.connectionsPerClient(), limits.slow(), meter, threads);
        this.server = new Server(threads);
        Optional<SslContextFactory.Server> tls = settings.tls().map(HttpServer::tls);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration(limits));
        this.connector = tls.map(factory ->
                        new ServerConnector(server, new SslConnectionFactory(factory, http.getProtocol()), http))
                .orElseGet(() -> new ServerConnector(server, http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(limits.idle().toMillis());
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
        connector.addBean(guard);
        server.addConnector(connector);
        NetworkConnectionLimit most = new NetworkConnectionLimit(limits.connections(), connector);
        most.setEndPointIdleTimeout(FULL_IDLE_MILLIS);
        server.addBean(most);
        server.setHandler(new Dispatcher(new Router(routes), settings, bodies, meter));
        server.setErrorHandler(new ErrorReplies(limits.slow(), meter));
        server.setStopTimeout(STOP_MILLIS);
        meter.watch(guard::open, bodies::taken);
        start();
        settings.tls().ifPresent(files -> {
            RenewedCertificate renewed = new RenewedCertificate(files, tls.orElseThrow());
            every(LOOK_MILLIS, renewed::look);
        });
        every(Math.min(LOOK_MILLIS, limits.slow().toMillis()), guard::look);
    }

    private static QueuedThreadPool threads(Limits limits) {
        int waiting = Math.max(1_000, 2 * limits.connections());
        QueuedThreadPool threads = new QueuedThreadPool(
                MAX_THREADS, MIN_THREADS, new BlockingArrayQueue<>(MIN_THREADS, MAX_THREADS, waiting));
        threads.setName("gateway-http");
        threads.setDaemon(true);
        return threads;
    }

    private static SslContextFactory.Server tls(TlsSettings files) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setKeyStore(Certificates.load(files));
        factory.setKeyStorePassword(files.password());
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        return factory;
    }

    private static HttpConfiguration configuration(Limits limits) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(limits.headers());
        // Routes decode each segment by themselves: %2F in a session's id is a letter like others.
        http.setUriCompliance(UriCompliance.UNSAFE);
        return http;
    }

    private void every(long millis, Runnable look) {
        Scheduler scheduler = connector.getScheduler();
        scheduler.schedule(
                () -> {
                    if (server.isRunning()) {
                        look.run();
                        every(millis, look);
                    }
                },
                millis,
                TimeUnit.MILLISECONDS);
    }

    private void start() {
        try {
            connector.open();
        } catch (IOException | UnresolvedAddressException e) {
            throw ListenFailure.of(settings, e);
        }
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new SettingException("the HTTP server at " + address() + " does not start: " + e.getMessage(), e);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Where a program on this machine reaches it: {@code http://127.0.0.1:8080}. */
    public String address() {
        String host = settings.host();
        return (settings.tls().isPresent() ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host)
                + ":" + port();
    }

    /** How many connections are open. */
    int connections() {
        return guard.open();
    }

    /** Takes no more calls, gives those that run two seconds, closes all streams. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server does not stop", e);
        } finally {
            connector.close();
        }
    }
}
