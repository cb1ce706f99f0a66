package freshet.lab.cluster;

import freshet.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One submission to a cluster on this machine, which leaves nothing behind: neither the uploaded
 * jar nor what Flink has unpacked of it. Flink unpacks the libraries of a jar twice for each run by
 * REST and removes them once. Submissions to one cluster come one after the other. For one thread.
 */
final class Submission implements AutoCloseable {
    private final FlinkRest flink;
    private final Path temporary;
    private final FolderLock lock;
    private final Set<Path> before;
    private Optional<String> uploaded = Optional.empty();

    /** Waits for other submissions to end. */
    Submission(FlinkRest flink, ClusterFolder folder) {
        this.flink = flink;
        this.temporary = folder.temporary(FlinkServers.JOB_MANAGER_NAME);
        lock = folder.submissions();
        try {
            before = jars();
        } catch (IOException e) {
            lock.close();
            throw new CommandException(temporary + " cannot be read: " + e + "; check the rights of the folder", e);
        }
    }

    /** Uploads the jar, runs it and gives the job's id. */
    String run(Path jar, List<String> arguments, StartPoint start) {
        String id = flink.upload(jar);
        uploaded = Optional.of(id);
        return flink.run(id, arguments, start.snapshot(), start.allowNonRestored());
    }

    /** @throws CommandException if something is left */
    @Override
    public void close() {
        try (lock) {
            uploaded.ifPresent(flink::deleteJar);
            Set<Path> left = new HashSet<>(jars());
            left.removeAll(before);
            for (Path jar : left) {
                Files.deleteIfExists(jar);
            }
        } catch (IOException e) {
            throw new CommandException(
                    "files of the submission are left in " + temporary + ": " + e + "; remove them by hand", e);
        }
    }

    private Set<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.toString().endsWith(".jar")).collect(Collectors.toUnmodifiableSet());
        }
    }
}
