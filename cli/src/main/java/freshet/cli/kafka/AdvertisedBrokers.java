package freshet.cli.kafka;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Asks what listens at an address for the brokers that it would send clients to: one metadata
 * request of Kafka's protocol, version 1, in plain text. Kafka's own clients keep the answer to
 * themselves.
 */
final class AdvertisedBrokers {
    private static final short METADATA = 3;
    private static final short VERSION = 1;
    private static final int CORRELATION = 0x66726573;
    private static final byte[] CLIENT = "freshet".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST_ANSWER = 1 << 20;
    private static final byte[] HTTP = "HTTP".getBytes(StandardCharsets.US_ASCII);
    private static final byte TLS_ALERT = 0x15;
    private static final byte TLS_MAJOR = 0x03;

    private AdvertisedBrokers() {}

    /** What came back. */
    sealed interface Answer {
        /** A Kafka broker's: where it says that the cluster's brokers are. */
        record Kafka(List<InetSocketAddress> brokers) implements Answer {}

        /** An HTTP server's. */
        record Http() implements Answer {}

        /** That of a listener that expects TLS. */
        record Tls() implements Answer {}

        /** Bytes that no broker sends. */
        record Other() implements Answer {}

        /** The connection stayed open and brought nothing. */
        record Silence() implements Answer {}

        /** The connection was closed. */
        record Closed() implements Answer {}
    }

    /**
     * Sends the request and waits for the answer as long as the socket's timeout says, twice at
     * most.
     *
     * @param socket connected, with a timeout
     */
    static Answer ask(Socket socket) {
        try {
            socket.getOutputStream().write(request());
            return answer(socket);
        } catch (SocketTimeoutException e) {
            return new Answer.Silence();
        } catch (IOException e) {
            return new Answer.Closed();
        }
    }

    private static Answer answer(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] head = new byte[Integer.BYTES];
        try {
            in.readFully(head);
        } catch (SocketTimeoutException e) {
            // An HTTP server waits for the end of a line.
            socket.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            in.readFully(head);
        }
        if (Arrays.equals(head, HTTP)) {
            return new Answer.Http();
        }
        if (head[0] == TLS_ALERT && head[1] == TLS_MAJOR) {
            return new Answer.Tls();
        }
        int size = ByteBuffer.wrap(head).getInt();
        if (size < 2 * Integer.BYTES || size > LARGEST_ANSWER) {
            return new Answer.Other();
        }
        byte[] body = new byte[size];
        in.readFully(body);
        return brokers(ByteBuffer.wrap(body));
    }

    /** Header: size, key, version, correlation, client; then a list of no topics. */
    private static byte[] request() {
        int size = 2 * Short.BYTES + Integer.BYTES + Short.BYTES + CLIENT.length + Integer.BYTES;
        return ByteBuffer.allocate(Integer.BYTES + size)
                .putInt(size)
                .putShort(METADATA)
                .putShort(VERSION)
                .putInt(CORRELATION)
                .putShort((short) CLIENT.length)
                .put(CLIENT)
                .putInt(0)
                .array();
    }

    /** Correlation; then of each broker node, host, port and rack. */
    private static Answer brokers(ByteBuffer body) {
        if (body.getInt() != CORRELATION) {
            return new Answer.Other();
        }
        List<InetSocketAddress> brokers = new ArrayList<>();
        try {
            for (int left = body.getInt(); left > 0; left--) {
                body.getInt();
                String host = text(body);
                brokers.add(InetSocketAddress.createUnresolved(host, body.getInt()));
                text(body);
            }
        } catch (java.nio.BufferUnderflowException | IllegalArgumentException e) {
            return new Answer.Other();
        }
        return new Answer.Kafka(List.copyOf(brokers));
    }

    /** Empty for null. */
    private static String text(ByteBuffer body) {
        byte[] bytes = new byte[Math.max(0, body.getShort())];
        body.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
