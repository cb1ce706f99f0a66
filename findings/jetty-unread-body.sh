#!/bin/sh
# Jetty closes a persistent connection after an answer that it does not announce as the last one,
# where the answer is written while the request's body is still on its way.
#
# One would guess: a server that means to close says "Connection: close", as RFC 9112, 9.6, asks of
# it, or reads the rest of the body first.
# What happens: Jetty 12.1 answers 413 (or any status) as HTTP/1.1 without that header and then
# closes. A whole body that nobody has read is skipped, and the connection stays open.
#
# Who is hit: handlers that refuse by header alone (size, key, rate), and callers with a pool. Such
# a client takes the connection for its next call and fails. Java's HttpClient then says that the
# header parser received no bytes, for a call that was right.
# What helps: Request.consumeAvailable() before the answer; where it is false, set the header.
# Versions: jetty-server 12.1.14, JDK 17.
#
# Seen on 2026-11-30: the three lines that are expected below.
set -eu
. "$(dirname "$0")/lib/java.sh"

cat >Early.java <<'JAVA'
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** Answers before it reads, and is asked without a body, with a whole one and with half of one. */
public class Early {
    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.setStatus(413);
                Content.Sink.write(response, true, "too large\n", callback);
                return true;
            }
        });
        server.start();
        int port = connector.getLocalPort();
        ask(port, "no body", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        String post = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ";
        ask(port, "whole body", post + "10\r\n\r\n0123456789");
        ask(port, "half a body", post + "20\r\n\r\n0123456789");
        server.stop();
    }

    static void ask(int port, String name, String call) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(3_000);
            OutputStream out = socket.getOutputStream();
            out.write(call.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            boolean closed;
            try {
                for (int b = in.read(); b >= 0; b = in.read()) {
                    answer.append((char) b);
                }
                closed = true;
            } catch (SocketTimeoutException e) {
                closed = false;
            }
            boolean says = answer.toString().toLowerCase(Locale.ROOT).contains("connection: close");
            System.out.println(name + ": " + answer.substring(0, 12) + ", " + (says ? "says" : "does not say")
                    + " Connection: close, " + (closed ? "closed" : "left open"));
        }
    }
}
JAVA
packages org.eclipse.jetty:jetty-server:12.1.14 org.slf4j:slf4j-nop:2.0.17
program Early.java
run Early
expect 'no body: HTTP/1.1 413, does not say Connection: close, left open' \
    'whole body: HTTP/1.1 413, does not say Connection: close, left open' \
    'half a body: HTTP/1.1 413, does not say Connection: close, closed'
