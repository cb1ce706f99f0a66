package freshet.lab.cluster;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections on which a call begins, and then nothing is sent or read. */
final class IdleCallers implements AutoCloseable {
    private static final int FEW_BYTES = 4 << 10;

    private final URI address;
    private final List<Socket> open = new ArrayList<>();

    /** @param address of the server */
    IdleCallers(String address) {
        this.address = URI.create(address);
    }

    /** Opens some connections more, and begins the same call on each. */
    void begin(int connections, String call) throws IOException {
        for (int connection = 0; connection < connections; connection++) {
            Socket socket = new Socket(address.getHost(), address.getPort());
            open.add(socket);
            socket.setReceiveBufferSize(FEW_BYTES);
            socket.getOutputStream().write(call.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }
}
