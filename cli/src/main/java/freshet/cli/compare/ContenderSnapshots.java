package freshet.cli.compare;

import freshet.model.text.Sha256;
import freshet.trainer.bundle.SnapshotFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Where each training is kept from epoch to epoch, so that a kill loses an epoch and not a
 * training: a file beside the journal, until the training is noted.
 */
record ContenderSnapshots(Path journal) {
    private static final int LENGTH = 12; // hexadecimal digits

    /** Of a contender's training; another contest, model, setting or seed has another. */
    SnapshotFile of(Contest contest, Contender contender) {
        byte[] identity = (contest + " " + contender).getBytes(StandardCharsets.UTF_8);
        String name = HexFormat.of().formatHex(Sha256.digest().digest(identity)).substring(0, LENGTH);
        return new SnapshotFile(journal.resolveSibling(journal.getFileName() + "." + name + ".training"));
    }
}
