package freshet.model.load;

import freshet.model.NextItemModel;
import freshet.model.PopularItems;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.BundleOutline;
import freshet.model.bundle.ModelBundle;
import freshet.model.calibration.CalibratedModel;
import freshet.model.kind.MemoryNeed;
import freshet.model.kind.ModelKinds;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a bundle file into a model that is ready to answer, or says why it must not be served. */
public final class ModelLoader {
    private static final Logger LOG = LoggerFactory.getLogger(ModelLoader.class);

    private ModelLoader() {}

    /**
     * Reads and checks a bundle file, builds its model and runs its self-test.
     *
     * @param version the version under which its answers go out
     * @throws BundleException if anything about the file, the weights or the self-test is wrong
     */
    public static ServedModel load(Path file, long version) {
        return load(file, version, Arithmetic.DEFAULT);
    }

    /**
     * Does the same and computes as it is told.
     *
     * @throws BundleException also if the model does not fit into the heap, which is said before
     *     its tensors are read
     * @throws IllegalStateException if this JVM cannot compute so
     */
    public static ServedModel load(Path file, long version, Arithmetic arithmetic) {
        return load(file.toString(), BundleFile.outline(file), () -> BundleFile.read(file), version, arithmetic);
    }

    /**
     * Does the same with a file that is open for reading and may have no name any more; it stays
     * open.
     *
     * @param name what messages call it
     * @throws BundleException as {@link #load(Path, long, Arithmetic)}
     */
    public static ServedModel load(FileChannel file, String name, long version, Arithmetic arithmetic) {
        return load(name, BundleFile.outline(file, name), () -> BundleFile.read(file, name), version, arithmetic);
    }

    private static ServedModel load(
            String name, BundleOutline outline, Supplier<ModelBundle> bundle, long version, Arithmetic arithmetic) {
        MemoryNeed need = need(name, outline, arithmetic);
        LOG.info("loading version {}: {}", version, need);
        try {
            HeapRoom.require(need);
            return load(bundle.get(), version, arithmetic);
        } catch (TooLittleMemoryException e) {
            throw new TooLittleMemoryException("bundle " + name + ": " + e.getMessage(), e);
        } catch (BundleException e) {
            throw new BundleException("bundle " + name + ": " + e.getMessage(), e);
        } catch (OutOfMemoryError e) { // one large array too many: what was there before is unharmed
            throw new TooLittleMemoryException(
                    "bundle " + name + ": " + need + ", and the heap, though it has room for that, has none"
                            + " in one piece; give this JVM more with -Xmx (on a cluster:"
                            + " taskmanager.memory.task.heap.size)",
                    e);
        }
    }

    private static MemoryNeed need(String name, BundleOutline outline, Arithmetic arithmetic) {
        try {
            return ModelKinds.named(outline.kind()).memoryNeed(outline, arithmetic);
        } catch (BundleException e) {
            throw new BundleException("bundle " + name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Builds the model of a bundle in memory and runs its self-test.
     *
     * @throws BundleException if the weights do not fit the configuration or the self-test fails
     */
    public static ServedModel load(ModelBundle bundle, long version) {
        return load(bundle, version, Arithmetic.DEFAULT);
    }

    private static ServedModel load(ModelBundle bundle, long version, Arithmetic arithmetic) {
        NextItemModel model = ModelKinds.named(bundle.kind())
                .build(bundle, arithmetic.isExact() ? arithmetic : arithmetic.unpacked());
        try {
            SelfTest.run(bundle, model);
        } catch (BundleException e) {
            model.close();
            throw e;
        }
        return new ServedModel(
                version, calibrated(served(model, bundle, arithmetic), bundle), new PopularItems(bundle.support()));
    }

    private static NextItemModel calibrated(NextItemModel model, ModelBundle bundle) {
        return bundle.calibration()
                .map(by -> (NextItemModel) new CalibratedModel(model, by))
                .orElse(model);
    }

    /**
     * The self-test tells whether the weights are right; rounded weights and the estimates of
     * pruned scoring would blur it, so that they come after.
     */
    private static NextItemModel served(NextItemModel tested, ModelBundle bundle, Arithmetic arithmetic) {
        if (arithmetic.isExact()) {
            return tested;
        }
        tested.close();
        return ModelKinds.named(bundle.kind()).build(bundle, arithmetic);
    }
}
