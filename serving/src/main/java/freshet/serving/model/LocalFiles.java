package freshet.serving.model;

import freshet.serving.model.AllowedStores.AllowedFile;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bundles on this machine, by the scheme {@code file}. */
public record LocalFiles() implements BundleStore {

    @Override
    public Content open(AllowedFile file) throws IOException {
        if (!file.scheme().equals(StorePlace.LOCAL)) {
            throw new IOException("no store for " + file.scheme()
                    + ":// here; publish the bundle into a folder that this machine has");
        }
        Path path = Path.of(file.path());
        return new Content(Files.size(path), new FileInputStream(path.toFile()));
    }
}
