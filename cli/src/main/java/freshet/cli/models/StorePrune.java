package freshet.cli.models;

import freshet.cli.CommandException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lists what may go from a store on this machine, and deletes it if it is told to. It looks at
 * files of the folder itself alone, and touches none that {@code publish} has not made.
 */
final class StorePrune {
    private final Path folder;
    private final Pruning pruning;
    private final PrintWriter out;

    StorePrune(Path folder, Pruning pruning, PrintWriter out) {
        this.folder = folder;
        this.pruning = pruning;
        this.out = out;
    }

    /**
     * @param delete whether the files go; else they are listed alone
     * @throws CommandException if a version answers whose bundle is not known, and files are to go
     * @throws UncheckedIOException if the folder cannot be read, or a file not be deleted
     */
    void run(boolean delete) {
        List<Path> entries = entries();
        List<StoreFile> files =
                entries.stream().map(StorePrune::file).flatMap(Optional::stream).toList();
        List<StoreFile> unneeded = pruning.unneeded(files);
        unneeded.forEach(file -> out.println(file.path() + "  " + ModelsText.megabytes(file.bytes()) + "  "
                + file.written() + (file.part() ? "  half-written, left by a publish that was killed" : "")));
        int others = entries.size() - files.size();
        long bytes = unneeded.stream().mapToLong(StoreFile::bytes).sum();
        out.println(unneeded.size() + " of " + files.size() + " files are not needed, " + ModelsText.megabytes(bytes)
                + (others == 0 ? "" : "; " + others + " others are no bundles of publish, and are left alone"));
        if (unneeded.isEmpty()) {
            return;
        }
        out.println("a checkpoint or savepoint may name one of them: a job that starts from it needs that bundle");
        if (delete) {
            delete(unneeded);
        } else {
            out.println("nothing is deleted; --yes deletes them");
        }
    }

    private void delete(List<StoreFile> files) {
        pruning.needed().unknown().ifPresent(version -> {
            throw new CommandException("version " + version + " is in the newest answers, but its announcement is no"
                    + " longer on the topic, so that its bundle is not known; nothing is deleted: wait until newer"
                    + " answers are there, or look at fewer with --answers");
        });
        try {
            for (StoreFile file : files) {
                Files.deleteIfExists(file.path());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println("deleted");
    }

    private List<Path> entries() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<StoreFile> file(Path path) {
        try {
            return StoreFile.of(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
