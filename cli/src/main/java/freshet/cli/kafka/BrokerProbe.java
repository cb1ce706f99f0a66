package freshet.cli.kafka;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.kafka.common.utils.Utils;

/**
 * Finds out why Kafka's clients get no answer, of which they say no more than that time is over.
 * Connects to each bootstrap address as a client would. Immutable; threads may share it.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param securityProtocol as Kafka's clients name it
 * @param leaders asks, after a login, for the addresses of the topics' leaders; empty without
 *     topics or an answer
 */
record BrokerProbe(String bootstrapServers, String securityProtocol, Supplier<List<InetSocketAddress>> leaders) {
    private static final int CONNECT_MILLIS = 1_000;
    private static final int ANSWER_MILLIS = 5_000;
    private static final String SECURITY = "security.protocol (--kafka-property, --kafka-config)";

    /** The cause and the remedy in one sentence; empty if every broker can be connected to. */
    Optional<String> cause() {
        List<String> causes = new ArrayList<>();
        for (String server : bootstrapServers.split(",")) {
            Optional<String> cause = cause(server.strip());
            if (cause.isEmpty()) {
                return Optional.empty();
            }
            causes.add(cause.get());
        }
        return causes.stream().findFirst();
    }

    private Optional<String> cause(String server) {
        String host = Utils.getHost(server);
        Integer port = Utils.getPort(server);
        if (host == null || port == null) {
            return Optional.of(server + " is no host:port; check --bootstrap-servers");
        }
        try (Socket socket = new Socket()) {
            Optional<String> refusal = connect(socket, host, port);
            if (refusal.isPresent()) {
                return Optional.of("no Kafka broker answers at " + server + ": the address " + refusal.get()
                        + "; check --bootstrap-servers, and that the broker runs");
            }
            return switch (securityProtocol.toUpperCase(Locale.ROOT)) {
                case "PLAINTEXT" -> plain(server, AdvertisedBrokers.ask(socket));
                case "SSL", "SASL_SSL" -> tls(server, socket);
                default -> Optional.of(secured(server));
            };
        } catch (IOException e) {
            return Optional.of("address " + server + " cannot be used: " + e.getMessage());
        }
    }

    private Optional<String> plain(String server, AdvertisedBrokers.Answer answer) {
        if (answer instanceof AdvertisedBrokers.Answer.Kafka kafka) {
            return advertised(server, kafka.brokers());
        }
        if (answer instanceof AdvertisedBrokers.Answer.Http) {
            return Optional.of("an HTTP server, and no Kafka broker, answers at " + server
                    + "; check the port in --bootstrap-servers");
        }
        if (answer instanceof AdvertisedBrokers.Answer.Silence) {
            return Optional.of("no Kafka broker answers at " + server + ": what listens there takes the connection and"
                    + " says nothing; check --bootstrap-servers, and the broker's log");
        }
        if (answer instanceof AdvertisedBrokers.Answer.Tls || speaksTls(server)) {
            return Optional.of("the listener at " + server + " expects TLS, but this client speaks plain text; set "
                    + SECURITY + " to SSL or SASL_SSL");
        }
        return Optional.of("what listens at " + server + " ends the connection: it is no Kafka broker, or it asks for"
                + " a login; check the port in --bootstrap-servers, and " + SECURITY);
    }

    /** A broker answers, and clients go on with the addresses that it names. */
    private static Optional<String> advertised(String server, List<InetSocketAddress> brokers) {
        for (InetSocketAddress broker : brokers) {
            try (Socket socket = new Socket()) {
                Optional<String> refusal = connect(socket, broker.getHostString(), broker.getPort());
                if (refusal.isPresent()) {
                    return Optional.of("a Kafka broker answers at " + server + ", but sends clients on to "
                            + broker.getHostString() + ":" + broker.getPort() + ", and that address " + refusal.get()
                            + "; set the broker's advertised.listeners to an address that this machine reaches");
                }
            } catch (IOException e) {
                return Optional.of("the broker's address " + broker + " cannot be used: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private Optional<String> tls(String server, Socket socket) {
        return Optional.of(
                isTls(socket)
                        ? secured(server)
                        : "the listener at " + server + " does not speak TLS, but security.protocol is "
                                + securityProtocol + "; set " + SECURITY + " to PLAINTEXT or SASL_PLAINTEXT, or name"
                                + " its TLS port in --bootstrap-servers");
    }

    /** Whom this probe cannot ask a client can, once it has logged in. */
    private String secured(String server) {
        return advertised(server, leaders.get())
                .orElseGet(() -> "the listener at " + server
                        + " takes the connection, but no broker can be used; check the login, and that"
                        + " the broker's advertised.listeners name addresses that this machine reaches");
    }

    private static boolean speaksTls(String server) {
        try (Socket socket = new Socket()) {
            return connect(socket, Utils.getHost(server), Utils.getPort(server)).isEmpty() && isTls(socket);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Whether a handshake begins; who the other one is does not matter here, and nothing is sent to
     * it.
     */
    private static boolean isTls(Socket socket) {
        try (SSLSocket secure = (SSLSocket)
                ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(socket, "", socket.getPort(), false)) {
            secure.startHandshake();
            return true;
        } catch (SSLException e) {
            // A certificate that this Java does not trust is one; the end of the connection, or
            // other bytes, are none.
            return !(e.getCause() instanceof EOFException) && e instanceof javax.net.ssl.SSLHandshakeException;
        } catch (IOException e) {
            return false;
        }
    }

    /** Empty if the connection is there; otherwise what the address does. */
    private static Optional<String> connect(Socket socket, String host, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            return Optional.of("is unknown here");
        }
        try {
            socket.connect(address, CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            return Optional.empty();
        } catch (SocketTimeoutException | NoRouteToHostException e) {
            return Optional.of("does not answer");
        } catch (ConnectException e) {
            return Optional.of("refuses the connection");
        }
    }
}
