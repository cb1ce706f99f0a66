package freshet.lab.demo;

import freshet.cli.gateway.JobGateway;
import freshet.gateway.Gateway;
import freshet.gateway.item.ItemTitles;
import freshet.serving.model.LocalFiles;
import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The gateway of a demo, for this machine alone, with an operator's key made for it. For one
 * thread.
 */
final class DemoGateway implements AutoCloseable {
    private static final int PORTS_TRIED = 20;
    private static final int KEY_BYTES = 16;

    private final Gateway gateway;
    private boolean closed;
    private final String key = HexFormat.of().formatHex(random());

    /**
     * @param job the job's settings by key
     * @param port where it listens; the next free one if it is taken, any for 0
     * @param eventClock tells the time of clicks
     */
    DemoGateway(Map<String, String> job, int port, ItemTitles titles, InstantSource eventClock) {
        Map<String, String> own = Map.of("http.port", Integer.toString(free(port)), "http.operator-key", key);
        this.gateway = new Gateway(JobGateway.settings(job, own), new LocalFiles(), titles, eventClock);
    }

    /**
     * Where a browser finds the page, with the operator's key behind the hash, which no server
     * sees.
     */
    String address() {
        return gateway.address() + "/#key=" + key;
    }

    /**
     * Shows the page, where there is a desktop; what kept it from being shown, if something did.
     */
    Optional<String> openBrowser() {
        if (GraphicsEnvironment.isHeadless()
                || !Desktop.isDesktopSupported()
                || !Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
            return Optional.empty();
        }
        try {
            Desktop.getDesktop().browse(URI.create(address()));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("no browser could be opened: " + e.getMessage());
        }
    }

    /** Takes no more clicks; those that it has taken are written. Again it does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            gateway.close();
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** The port itself where all are taken: the server then says which one it wanted. */
    private static int free(int port) {
        for (int tried = port; port > 0 && tried < port + PORTS_TRIED && tried < 1 << 16; tried++) {
            try (ServerSocket socket = new ServerSocket(tried, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                continue; // taken: the next one may be free
            }
        }
        return port;
    }
}
