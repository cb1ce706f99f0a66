package freshet.cli.train;

import freshet.cli.CommandException;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.trainer.TrainingPlan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of a training that goes on from an older model, as a nightly one does. */
final class WarmStartOptions {
    @Option(
            names = "--start-from",
            paramLabel = "FILE",
            description = "An older bundle of the same shape to start from: known items keep their vectors.")
    private Optional<Path> older = Optional.empty();

    @Option(
            names = "--learn-since",
            paramLabel = "TIME",
            description = "With --start-from: learn only from sessions that start at this time or later, for example"
                    + " 2026-01-31T00:00:00Z, or 2026-01-31 for the start of that day in UTC; items and "
                    + "their support still come from the whole log.")
    private Optional<Instant> since = Optional.empty();

    /**
     * The older model, if one is named; read before the log, so that a wrong file is known in
     * seconds.
     *
     * @throws freshet.model.bundle.BundleException if it cannot be used
     * @throws CommandException if there is a time to learn since, but no model
     */
    Optional<ModelBundle> read() {
        if (since.isPresent() && older.isEmpty()) {
            throw new CommandException(
                    "--learn-since " + since.get() + " goes with --start-from: without an older model the items"
                            + " of the earlier sessions would be learned from nothing; name a model or leave it out");
        }
        return older.map(BundleFile::read);
    }

    /** SHA-256 of the older model's file, in hexadecimal; empty if none is named. */
    Optional<String> sha256() {
        return older.map(BundleFile::sha256);
    }

    /** The plan as these options want it. */
    TrainingPlan apply(TrainingPlan plan, Optional<ModelBundle> model, Path log) {
        TrainingPlan warm = model.map(plan::startingFrom).orElse(plan);
        try {
            return since.map(warm::learningSince).orElse(warm);
        } catch (IllegalArgumentException e) {
            throw new CommandException("log " + log + ": " + e.getMessage(), e);
        }
    }
}
