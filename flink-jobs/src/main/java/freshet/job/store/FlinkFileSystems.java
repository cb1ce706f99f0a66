package freshet.job.store;

import freshet.serving.model.AllowedStores.AllowedFile;
import freshet.serving.model.BundleStore;
import java.io.IOException;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Bundles in the stores of every scheme that Flink has a file system for. */
public record FlinkFileSystems() implements BundleStore {

    @Override
    public Content open(AllowedFile file) throws IOException {
        // An authority of null, not of no characters, is what Flink's file systems know as none.
        String authority = file.authority().isEmpty() ? null : file.authority();
        Path place = new Path(file.scheme(), authority, file.path());
        FileSystem files = FileSystem.getUnguardedFileSystem(place.toUri());
        return new Content(files.getFileStatus(place).getLen(), files.open(place));
    }
}
