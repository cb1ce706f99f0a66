package freshet.serving.model;

import freshet.model.bundle.BundleException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders that bundles may be fetched from, each with all that is below it. Without any, a
 * bundle may be anywhere that Flink's file systems reach. Immutable; travels to the operators
 * inside the job graph.
 */
public final class AllowedStores implements Serializable {
    /** Everywhere. */
    public static final AllowedStores ANY = new AllowedStores(List.of());

    private static final long serialVersionUID = 1L;

    private final List<StorePlace> folders;

    private AllowedStores(List<StorePlace> folders) {
        this.folders = folders;
    }

    /**
     * The folders of a setting.
     *
     * @param text URIs or absolute paths on the local machine, separated by commas; empty for
     *     everywhere
     * @throws IllegalArgumentException if one of them is neither; the message quotes it and says
     *     what it must be
     */
    public static AllowedStores of(String text) {
        return new AllowedStores(Stream.of(text.split(","))
                .map(String::trim)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> folder.startsWith("/") ? Path.of(folder).toUri().toString() : folder)
                .map(StorePlace::of)
                .toList());
    }

    /** A local folder as a setting names it. */
    public static String setting(Path folder) {
        return folder.toAbsolutePath().normalize().toUri().toString().replace(",", "%2C");
    }

    /** Whether every place is allowed. */
    public boolean isAny() {
        return folders.isEmpty();
    }

    /**
     * Lets an announced bundle through. Where it is a local file its links are followed first: what
     * is opened is what was checked.
     *
     * @param uri as announced
     * @throws BundleException if it is no URI of a file, lies outside of the folders, or is a local
     *     file that is none
     */
    public AllowedFile require(String uri) {
        StorePlace place = parsed(uri);
        if (!isAny() && folders.stream().noneMatch(folder -> folder.holds(place))) {
            throw outside(uri);
        }
        return place.isLocal()
                ? new AllowedFile(
                        place.scheme(), place.authority(), local(place, uri).toString())
                : new AllowedFile(place.scheme(), place.authority(), place.path());
    }

    private Path local(StorePlace place, String uri) {
        Path file;
        try {
            file = Path.of(place.path()).toRealPath();
        } catch (IOException e) {
            throw new BundleException(uri + " cannot be fetched: " + e, e);
        }
        if (!isAny() && folders.stream().noneMatch(folder -> holds(folder, file))) {
            throw outside(uri);
        }
        if (!Files.isRegularFile(file)) {
            throw new BundleException(uri + " is no regular file; announce the bundle itself");
        }
        return file;
    }

    private static boolean holds(StorePlace folder, Path file) {
        try {
            return folder.isLocal() && file.startsWith(Path.of(folder.path()).toRealPath());
        } catch (IOException e) {
            return false; // a folder that is not there holds nothing
        }
    }

    private static StorePlace parsed(String uri) {
        try {
            return StorePlace.of(uri);
        } catch (IllegalArgumentException e) {
            throw new BundleException("the announced place " + e.getMessage(), e);
        }
    }

    private BundleException outside(String uri) {
        return new BundleException(uri + " is outside of model.allowed-stores, " + this
                + "; publish it into one of them, or add its folder");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AllowedStores stores && folders.equals(stores.folders);
    }

    @Override
    public int hashCode() {
        return folders.hashCode();
    }

    @Override
    public String toString() {
        return isAny()
                ? "anywhere"
                : String.join(", ", folders.stream().map(StorePlace::toString).toList());
    }

    /**
     * A bundle that may be read.
     *
     * @param scheme the file system
     * @param authority host or bucket, empty where there is none
     * @param path absolute, decoded; of a local file with no link left in it
     */
    public record AllowedFile(String scheme, String authority, String path) {}
}
