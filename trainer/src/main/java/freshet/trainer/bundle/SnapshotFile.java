package freshet.trainer.bundle;

import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleFile;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a training keeps its snapshot, in the format of {@link SnapshotFormat}. A reader of the
 * file sees an older snapshot, a newer one or none, but no part of one; a checksum over all of it
 * keeps a training from going on from a damaged one.
 *
 * @param path of the file, in a folder that exists
 */
public record SnapshotFile(Path path) {
    private static final String SUFFIX = ".training";

    /**
     * The snapshot of the training that is to write a bundle: {@code model.safetensors.training}
     * beside it.
     */
    public static SnapshotFile beside(Path bundle) {
        return new SnapshotFile(bundle.resolveSibling(bundle.getFileName() + SUFFIX));
    }

    /** Whether there is one. */
    public boolean exists() {
        return Files.exists(path);
    }

    /** @throws TrainingException if there is none */
    public void requireExists() {
        if (!exists()) {
            throw new TrainingException("there is no interrupted training to go on from: no file " + path
                    + "; begin anew, or name the output that the interrupted one had");
        }
    }

    /**
     * Replaces the snapshot.
     *
     * @param data what is trained on
     * @throws TrainingException if it cannot be written; the older one is then as it was
     */
    public void write(TrainingSnapshot snapshot, TrainingData data) {
        try {
            BundleFile.writeSealed(path, SnapshotFormat.bundle(snapshot, data));
        } catch (BundleException e) {
            throw new TrainingException(
                    "epoch " + snapshot.epochs().size() + " is done, but its snapshot cannot be kept: "
                            + e.getMessage(),
                    e);
        }
    }

    /**
     * Reads the snapshot of a training that may go on from it.
     *
     * @param origin of the training that is to go on
     * @throws TrainingException if there is none, any byte of it is not as it was written, or it is
     *     of a training of another origin
     */
    public TrainingSnapshot read(TrainingOrigin origin) {
        requireExists();
        TrainingSnapshot snapshot;
        try {
            snapshot = SnapshotFormat.snapshot(BundleFile.readSealed(path));
        } catch (BundleException e) {
            throw new TrainingException(
                    "the snapshot of the interrupted training is of no use: " + e.getMessage()
                            + "; to begin anew, delete it",
                    e);
        }
        try {
            origin.requireSame(snapshot.origin());
        } catch (TrainingException e) {
            throw new TrainingException("snapshot " + path + ": " + e.getMessage(), e);
        }
        return snapshot;
    }

    /**
     * Deletes the snapshot, if there is one: the model is written, or the user does not go on.
     *
     * @throws TrainingException if it cannot be deleted
     */
    public void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new TrainingException("snapshot " + path + " is no longer needed, but cannot be deleted: " + e, e);
        }
    }
}
