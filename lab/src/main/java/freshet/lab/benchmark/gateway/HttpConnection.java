package freshet.lab.benchmark.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.LongConsumer;

/**
 * One kept-alive connection of a load generator: writes requests as they are, and tells for each
 * when the end of its reply was read. It reads no more of a reply than its status and length.
 * Threads may share it.
 */
final class HttpConnection implements AutoCloseable {
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 256 << 10;
    private static final int STATUS_AT = 9; // behind "HTTP/1.1 "
    private static final int OK = 200;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
    private final Deque<ByteBuffer> out = new ArrayDeque<>();
    private final Deque<LongConsumer> waiting = new ArrayDeque<>();

    HttpConnection(InetSocketAddress server, Selector selector) throws IOException {
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /**
     * Sends a request.
     *
     * @param done told {@link System#nanoTime} when the reply is read
     */
    synchronized void send(byte[] request, LongConsumer done) throws IOException {
        waiting.add(done);
        out.add(ByteBuffer.wrap(request));
        write();
    }

    /** Requests whose replies are not read yet. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** What the selector found. */
    synchronized void ready() throws IOException {
        if (key.isWritable()) {
            write();
        }
        if (key.isReadable()) {
            read();
        }
    }

    private void write() throws IOException {
        while (!out.isEmpty()) {
            channel.write(out.peek());
            if (out.peek().hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                key.selector().wakeup();
                return;
            }
            out.remove();
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    private void read() throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("the gateway has closed a connection with " + waiting.size() + " requests on it");
        }
        long now = System.nanoTime();
        in.flip();
        int from = in.position();
        int end = reply(from);
        while (end > 0) {
            waiting.remove().accept(now);
            from = end;
            end = reply(from);
        }
        in.position(from);
        in.compact();
    }

    /** Where the reply that begins at a place ends; 0 if it is not read whole. */
    private int reply(int from) throws IOException {
        byte[] bytes = in.array();
        int head = indexOf(bytes, from, in.limit(), END);
        if (head < 0) {
            return 0;
        }
        int status = number(bytes, from + STATUS_AT);
        if (status != OK) {
            throw new IOException("the gateway replied "
                    + new String(bytes, from, in.limit() - from, StandardCharsets.UTF_8).replace("\r\n", " | "));
        }
        int length = indexOf(bytes, from, head, LENGTH);
        if (length < 0) {
            throw new IOException("a reply has no length: "
                    + new String(Arrays.copyOfRange(bytes, from, head), StandardCharsets.US_ASCII));
        }
        int end = head + END.length + number(bytes, length + LENGTH.length);
        return end <= in.limit() ? end : 0;
    }

    private static int number(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] == ' ') {
            at++;
        }
        int value = 0;
        while (bytes[at] >= '0' && bytes[at] <= '9') {
            value = value * 10 + bytes[at++] - '0';
        }
        return value;
    }

    /** Without regard to case: the text looked for is in small letters. */
    private static int indexOf(byte[] bytes, int from, int to, byte[] text) {
        for (int at = from; at <= to - text.length; at++) {
            int same = 0;
            while (same < text.length && small(bytes[at + same]) == text[same]) {
                same++;
            }
            if (same == text.length) {
                return at;
            }
        }
        return -1;
    }

    private static byte small(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? (byte) (letter + 'a' - 'A') : letter;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
