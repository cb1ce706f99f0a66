package freshet.gateway.http;

import freshet.gateway.settings.SettingException;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Listens from its construction on, until it is closed. */
public final class HttpServer implements AutoCloseable {
    private static final int MAX_THREADS = 64;
    private static final int MAX_HEADER_BYTES = 16 << 10;
    private static final long IDLE_MILLIS = 30_000;
    private static final long STOP_MILLIS = 2_000;
    private static final long SHUTDOWN_IDLE_MILLIS = 100;

    private final Server server;
    private final ServerConnector connector;
    private final String host;

    /**
     * @param routes what it answers
     * @throws SettingException if it cannot listen there
     */
    public HttpServer(HttpSettings settings, List<Route> routes) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("gateway-http");
        threads.setDaemon(true);
        this.server = new Server(threads);
        this.host = settings.host();
        this.connector = new ServerConnector(server, new HttpConnectionFactory(configuration()));
        connector.setHost(host);
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
        server.addConnector(connector);
        server.setHandler(new Dispatcher(new Router(routes), settings.maxBody()));
        server.setErrorHandler(new ErrorReplies());
        server.setStopTimeout(STOP_MILLIS);
        try {
            connector.open();
        } catch (IOException | UnresolvedAddressException e) {
            throw cannotListen(settings, e);
        }
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new SettingException("the HTTP server at " + address() + " does not start: " + e.getMessage(), e);
        }
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        // Routes decode each segment by themselves: %2F in a session's id is a letter like others.
        http.setUriCompliance(UriCompliance.UNSAFE);
        return http;
    }

    private static SettingException cannotListen(HttpSettings settings, Exception e) {
        String place = settings.host() + ":" + settings.port();
        if (e instanceof UnresolvedAddressException || e.getCause() instanceof UnresolvedAddressException) {
            return new SettingException(
                    "http.host is " + settings.host() + ", a name without an address; give an address of this machine",
                    e);
        }
        Throwable cause = e.getCause() instanceof SocketException ? e.getCause() : e;
        if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
            return new SettingException(
                    "another program listens on " + place + "; stop it, or give another http.port", e);
        }
        if (cause instanceof UnknownHostException || cause instanceof SocketException) {
            return new SettingException(
                    "cannot listen on " + place + ": " + cause.getMessage()
                            + "; http.host must be an address of this machine, and ports below 1024 need rights",
                    e);
        }
        return new SettingException("cannot listen on " + place + ": " + e.getMessage(), e);
    }

    /** The port that it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Where a program on this machine reaches it: {@code http://127.0.0.1:8080}. */
    public String address() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    /** How many connections are open. */
    int connections() {
        return connector.getConnectedEndPoints().size();
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
