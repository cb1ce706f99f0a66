package freshet.lab.cluster;

import freshet.cli.CommandException;
import freshet.cli.serve.Snapshots;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say where a job begins: a picocli mixin. */
final class StartPointOptions {
    private static final String SCHEME = "[a-zA-Z][a-zA-Z0-9+.-]*:.*";

    @ArgGroup
    private Choice choice = new Choice();

    @Option(
            names = "--allow-non-restored-state",
            description = "Leave out state that the job has no operator for, as that of a topic of items that it no "
                    + "longer reads.")
    private boolean allowNonRestored;

    private static final class Choice {
        @Option(
                names = "--fresh",
                description = "Begin with no state, also where the folder has a checkpoint or savepoint.")
        private boolean fresh;

        @Option(
                names = "--savepoint",
                paramLabel = "PATH",
                description = "A savepoint, or a checkpoint that was kept, to go on from. Default: the newest one of "
                        + "the folder.")
        private Optional<String> savepoint = Optional.empty();
    }

    /** Whether the user says where the job begins. */
    boolean named() {
        return choice.fresh || choice.savepoint.isPresent();
    }

    /** Whether the user has given any of them. */
    boolean given() {
        return named() || allowNonRestored;
    }

    /**
     * @param folders where checkpoints and savepoints may be
     * @param fitting those that the job may go on from
     * @throws CommandException if the one that is named is not there
     */
    StartPoint in(List<Path> folders, Predicate<Path> fitting) {
        if (choice.fresh) {
            return new StartPoint(Optional.empty(), allowNonRestored, "starting afresh");
        }
        return choice.savepoint
                .map(this::named)
                .or(() -> Snapshots.newest(folders, fitting).map(this::local))
                .orElseGet(() -> new StartPoint(
                        Optional.empty(),
                        allowNonRestored,
                        "starting afresh, as there is no checkpoint of such a job in the folder"));
    }

    private StartPoint named(String path) {
        if (path.matches(SCHEME) && !path.startsWith("file:")) {
            return goingOn(path, path);
        }
        Path snapshot = Path.of(ClusterFolder.local(path)).toAbsolutePath().normalize();
        if (!Snapshots.complete(snapshot)) {
            throw new CommandException("there is no checkpoint or savepoint in " + snapshot
                    + ", as it has no file _metadata; name a folder such as savepoint-… or chk-…");
        }
        return local(snapshot);
    }

    private StartPoint local(Path snapshot) {
        return goingOn(snapshot.toUri().toString(), snapshot.toString());
    }

    private StartPoint goingOn(String uri, String shown) {
        return new StartPoint(Optional.of(uri), allowNonRestored, "going on from " + shown);
    }
}
