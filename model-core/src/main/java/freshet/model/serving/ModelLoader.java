package freshet.model.serving;

import freshet.model.NextItemModel;
import freshet.model.baseline.PopularItems;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import java.nio.file.Path;

/** Turns a bundle file into a model that is ready to answer, or says why it must not be served. */
public final class ModelLoader {
    private ModelLoader() {}

    /**
     * Reads and checks a bundle file, builds its model and runs its self-test.
     *
     * @param version the version under which its answers go out
     * @throws BundleException if anything about the file, the weights or the self-test is wrong
     */
    public static ServedModel load(Path file, long version) {
        return load(file, version, KernelChoice.AUTO);
    }

    /**
     * Does the same and computes with a certain kernel.
     *
     * @throws IllegalStateException if this JVM cannot compute with it
     */
    public static ServedModel load(Path file, long version, KernelChoice kernel) {
        ModelBundle bundle = BundleFile.read(file);
        try {
            return load(bundle, version, kernel);
        } catch (BundleException e) {
            throw new BundleException("bundle " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Builds the model of a bundle in memory and runs its self-test.
     *
     * @throws BundleException if the weights do not fit the configuration or the self-test fails
     */
    public static ServedModel load(ModelBundle bundle, long version) {
        return load(bundle, version, KernelChoice.AUTO);
    }

    private static ServedModel load(ModelBundle bundle, long version, KernelChoice kernel) {
        NextItemModel model = ModelKinds.build(bundle, kernel);
        try {
            SelfTest.run(bundle, model);
        } catch (BundleException e) {
            model.close();
            throw e;
        }
        return new ServedModel(version, model, new PopularItems(bundle.support()));
    }
}
