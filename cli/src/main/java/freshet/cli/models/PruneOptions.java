package freshet.cli.models;

import freshet.cli.CommandException;
import freshet.cli.TimeText;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which bundles of which store may go. */
final class PruneOptions {
    @Option(
            names = "--prune",
            required = true,
            description = "List the bundles in --store that nobody needs: not announced as a model's highest version,"
                    + " not in the newest answers, not among the newest.")
    private boolean prune;

    @Option(names = "--store", paramLabel = "DIR", description = "With --prune: the store, a folder of this machine.")
    private Optional<String> store = Optional.empty();

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "With --prune: keep the newest N bundles of each model. Default: 5")
    private int keep = 5;

    @Option(
            names = "--older-than",
            paramLabel = "TIME",
            converter = TimeText.class,
            description = "With --prune: keep what was written in this time: 7d, 12h. Default: 7d")
    private Duration olderThan = Duration.ofDays(7);

    @Option(names = "--yes", description = "With --prune: delete them. Publish nothing meanwhile.")
    private boolean yes;

    Optional<String> store() {
        return store;
    }

    int keep() {
        return keep;
    }

    /** What these options leave of a store. */
    Pruning pruning(Needed needed, Instant now) {
        return new Pruning(keep, needed, now.minus(olderThan));
    }

    boolean yes() {
        return yes;
    }

    /**
     * The store's folder.
     *
     * @throws CommandException if it is none of this machine
     */
    Path folder() {
        String text = store.orElseThrow();
        Path folder = text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text);
        if (!Files.isDirectory(folder)) {
            throw new CommandException("--store " + text + " is no folder of this machine; prune it where it is one, or"
                    + " delete there what this command without --prune does not name");
        }
        return folder;
    }
}
