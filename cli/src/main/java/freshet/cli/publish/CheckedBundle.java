package freshet.cli.publish;

import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.load.ModelLoader;
import java.nio.file.Path;
import java.util.Map;

/**
 * A bundle file that a job would take: read whole, built and self-tested.
 *
 * @param file the bundle
 * @param sha256 its hash, 64 hexadecimal digits
 * @param metrics what its trainer measured
 */
public record CheckedBundle(Path file, String sha256, Map<String, Double> metrics) {

    /**
     * Checks a bundle as a job does: what it would refuse is not announced.
     *
     * @throws BundleException if it must not be served
     */
    public static CheckedBundle of(Path file) {
        ModelBundle bundle = BundleFile.read(file);
        try {
            ModelLoader.load(bundle, 1).close();
        } catch (BundleException e) {
            throw new BundleException("bundle " + file + ": " + e.getMessage(), e);
        }
        return new CheckedBundle(file, BundleFile.sha256(file), bundle.metrics());
    }
}
