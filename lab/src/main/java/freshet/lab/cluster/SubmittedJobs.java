package freshet.lab.cluster;

import freshet.cli.CommandException;
import freshet.cli.serve.Snapshots;
import freshet.lab.cluster.SubmittedJob.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The jobs that were submitted to the cluster of a folder, a file each. */
final class SubmittedJobs {
    private static final String SUFFIX = ".json";

    private final Path folder;

    SubmittedJobs(ClusterFolder cluster) {
        folder = cluster.data("jobs");
    }

    /** In the order in which they were submitted. */
    List<SubmittedJob> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .flatMap(file -> JsonFile.read(file, "remove it").stream())
                    .map(SubmittedJob::of)
                    .sorted(Comparator.comparing(SubmittedJob::submittedMillis))
                    .toList();
        } catch (IOException e) {
            throw new CommandException(folder + " cannot be read: " + e + "; check its rights", e);
        }
    }

    Optional<SubmittedJob> job(String id) {
        return JsonFile.read(file(id), "remove it").map(SubmittedJob::of);
    }

    void write(SubmittedJob job) {
        JsonFile.write(file(job.id()), job.json());
    }

    /** Forgets a job that never ran. */
    void remove(String id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw new CommandException(file(id) + " cannot be removed: " + e + "; remove it by hand", e);
        }
    }

    /**
     * Forgets the jobs that neither run again nor have made anything to go on from. A job that
     * keeps its checkpoints in a folder of its own is not forgotten.
     *
     * @param folders where checkpoints and savepoints are
     */
    void prune(List<Path> folders) {
        Collection<SubmittedJob> wanted = wanted();
        all().stream()
                .filter(job -> !wanted.contains(job) && !job.request().mayKeepCheckpointsElsewhere())
                .filter(job -> Snapshots.newest(folders, job::made).isEmpty())
                .forEach(job -> remove(job.id()));
    }

    /** The newest job of each place that is to run again after a restart. */
    Collection<SubmittedJob> wanted() {
        Map<Place, SubmittedJob> newest = new LinkedHashMap<>();
        all().stream().filter(SubmittedJob::wanted).forEach(job -> newest.put(job.place(), job));
        return newest.values();
    }

    /** The user has ended a job: nothing of its place is to run again. */
    void dismiss(String id) {
        job(id).map(SubmittedJob::place).ifPresent(place -> all().stream()
                .filter(job -> job.wanted() && job.place().equals(place))
                .forEach(job -> write(job.unwanted())));
    }

    /**
     * What a job of this place may go on from: the checkpoints and savepoints of jobs of the same
     * place, and of those that were submitted by other ways.
     */
    Predicate<Path> snapshotsFor(Place place) {
        List<SubmittedJob> strangers =
                all().stream().filter(job -> !job.place().equals(place)).toList();
        return snapshot -> strangers.stream().noneMatch(job -> job.made(snapshot));
    }

    private Path file(String id) {
        return folder.resolve(id + SUFFIX);
    }
}
