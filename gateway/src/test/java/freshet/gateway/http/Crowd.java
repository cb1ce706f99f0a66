package freshet.gateway.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Very many connections of one process, as a program of its own: files that a process may open are
 * bounded. It begins a call on each, says how many are open, waits for a line, ends the calls and
 * says how many were answered.
 */
final class Crowd {
    private Crowd() {}

    /** @param args port, number of connections, what it sends at first */
    public static void main(String[] args) throws IOException {
        InetSocketAddress server = new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0]));
        int count = Integer.parseInt(args[1]);
        String begin = args[2].replace("|", "\r\n");
        List<SocketChannel> connections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SocketChannel connection = SocketChannel.open(server);
            connection.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 10);
            write(connection, begin);
            connections.add(connection);
        }
        System.out.println("open " + connections.size());
        if (System.in.read() < 0) {
            return;
        }
        int answered = 0;
        for (SocketChannel connection : connections) {
            answered += answer(connection);
        }
        System.out.println("answered " + answered);
    }

    private static int answer(SocketChannel connection) throws IOException {
        try (connection) {
            write(connection, "\r\n\r\n");
            ByteBuffer bytes = ByteBuffer.allocate(15);
            connection.read(bytes);
            return new String(bytes.array(), StandardCharsets.US_ASCII).startsWith("HTTP/1.1 200") ? 1 : 0;
        } catch (IOException e) {
            return 0; // the server has closed it
        }
    }

    private static void write(SocketChannel connection, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            connection.write(bytes);
        }
    }
}
