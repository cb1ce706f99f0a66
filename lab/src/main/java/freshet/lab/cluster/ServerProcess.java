package freshet.lab.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * One server of a cluster in a process of its own. It is known by its number and the moment of its
 * start, so that a number which the operating system has given to another process since is never
 * taken for it. Threads may share it.
 *
 * @param name as in {@code taskmanager-1}
 * @param pid its number
 * @param startedMillis when it started, milliseconds since 1970
 * @param log what it prints
 */
record ServerProcess(String name, long pid, long startedMillis, Path log) {
    // The JDK adds up whole seconds since the machine's start and hundredths since then; the former
    // may differ by one between two JVMs.
    private static final long START_TOLERANCE_MILLIS = 2_000;
    private static final int TAIL_LINES = 25;

    static ServerProcess of(String name, ProcessHandle handle, Path log) {
        return new ServerProcess(name, handle.pid(), startedMillis(handle), log);
    }

    /** Whether it runs. */
    public boolean alive() {
        return handle().isPresent();
    }

    /** Ends it as {@code kill -9} does, without a chance to tidy up, and waits until it is gone. */
    public void kill() throws InterruptedException {
        handle().ifPresent(ProcessHandle::destroyForcibly);
        awaitEnd(Duration.ofSeconds(10));
    }

    /** Asks it to end, and kills it if it has not by then. */
    public void stop(Duration patience) throws InterruptedException {
        handle().ifPresent(ProcessHandle::destroy);
        if (!awaitEnd(patience)) {
            kill();
        }
    }

    /** Resident memory in bytes; empty where the system does not tell or it has ended. */
    public Optional<Long> residentBytes() {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether it has printed a line with all these texts. */
    public boolean logged(String... texts) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.anyMatch(line -> Stream.of(texts).allMatch(line::contains));
        } catch (IOException e) {
            throw new UncheckedIOException("the log " + log + " cannot be read", e);
        }
    }

    /** The last lines that it has printed. */
    public String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return "the end of " + log + ":\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "its log " + log + " cannot be read: " + e;
        }
    }

    private boolean awaitEnd(Duration patience) throws InterruptedException {
        Optional<ProcessHandle> handle = handle();
        if (handle.isEmpty()) {
            return true;
        }
        try {
            handle.get().onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException(name + " (process " + pid + ") cannot be waited for", e));
        }
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> Math.abs(startedMillis(handle) - startedMillis) <= START_TOLERANCE_MILLIS);
    }

    private static long startedMillis(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
