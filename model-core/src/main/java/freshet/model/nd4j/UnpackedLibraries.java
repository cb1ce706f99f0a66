package freshet.model.nd4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.Loader;

/**
 * Where JavaCPP has unpacked the native libraries of ND4J: below one folder for all processes of a
 * user, unless {@value #FOLDER} names another, in a folder for each jar. Threads may share it.
 */
public final class UnpackedLibraries {
    /**
     * JavaCPP's system property for the folder; it reads it once, before it loads the first
     * library.
     */
    public static final String FOLDER = "org.bytedeco.javacpp.cachedir";

    // One per class loader by intent: each unpacks for itself.
    private static final AtomicBoolean ANY = new AtomicBoolean();

    private UnpackedLibraries() {}

    /** ND4J is about to be used. */
    public static void expect() {
        ANY.set(true);
    }

    /**
     * The folder, if ND4J was used.
     *
     * @throws IOException if JavaCPP finds none that it may write to
     */
    public static Optional<Path> folder() throws IOException {
        return ANY.get() ? Optional.of(OfJavaCpp.folder()) : Optional.empty();
    }

    /** Is not there in a jar without ND4J. */
    private static final class OfJavaCpp {
        static Path folder() throws IOException {
            return Loader.getCacheDir().toPath();
        }
    }
}
