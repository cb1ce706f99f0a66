package freshet.cli.train;

import freshet.model.file.WholeFile;
import freshet.trainer.bundle.SnapshotFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What a killed training has left of the files that it was writing: each may be as large as a snapshot, and nobody reads it. */
final class LeftParts {
    private LeftParts() {}

    /**
     * Deletes the parts that are left of a training's bundle, snapshot and report; not those that another process is writing now, see
     * {@link WholeFile#deleteLeftParts}.
     *
     * @throws UncheckedIOException if a folder cannot be read
     */
    static void delete(OutputOptions output, ReportOptions report) {
        Path bundle = output.file();
        Stream.of(Optional.of(bundle), Optional.of(SnapshotFile.beside(bundle).path()), report.file(output))
                .flatMap(Optional::stream)
                .forEach(LeftParts::delete);
    }

    private static void delete(Path target) {
        try {
            WholeFile.deleteLeftParts(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
