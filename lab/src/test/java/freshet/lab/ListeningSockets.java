package freshet.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a process of this user listens on TCP, as Linux tells it. */
public final class ListeningSockets {
    private static final String LISTENS = "0A";
    private static final Set<String> LOOPBACK = Set.of(
            "0100007F", // 127.0.0.1, as four bytes of a little-endian number
            "0000000000000000FFFF00000100007F", // the same in IPv6
            "00000000000000000000000001000000"); // ::1

    private ListeningSockets() {}

    /**
     * Address and port, in hexadecimal, of every socket of a process that others than this machine
     * reach.
     */
    public static Set<String> beyondLoopback(long process) throws IOException {
        return all(process).stream()
                .filter(socket -> !LOOPBACK.contains(socket.split(":")[0]))
                .collect(Collectors.toSet());
    }

    /** Address and port of every socket on which a process listens. */
    public static Set<String> all(long process) throws IOException {
        Path about = Path.of("/proc", Long.toString(process));
        Set<String> own = inodes(about.resolve("fd"));
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            for (String line : Files.readAllLines(about.resolve(table))) {
                String[] fields = line.trim().split("\\s+");
                if (fields[3].equals(LISTENS) && own.contains("socket:[" + fields[9] + "]")) {
                    sockets.add(fields[1]);
                }
            }
        }
        return sockets;
    }

    private static Set<String> inodes(Path descriptors) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> open = Files.list(descriptors)) {
            for (Path descriptor : open.toList()) {
                try {
                    inodes.add(Files.readSymbolicLink(descriptor).toString());
                } catch (NoSuchFileException e) {
                    // closed meanwhile, as the listing itself was
                }
            }
        }
        return inodes;
    }
}
