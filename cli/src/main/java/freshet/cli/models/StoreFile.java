package freshet.cli.models;

import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that {@code publish} has put into a store on this machine.
 *
 * @param path of it
 * @param model name of the model
 * @param sha256 of the bundle, as its name says
 * @param part whether a publishing that was killed has left it half-written
 * @param bytes of the file
 * @param written when
 */
record StoreFile(Path path, String model, String sha256, boolean part, long bytes, Instant written) {
    private static final Pattern BUNDLE =
            Pattern.compile("([A-Za-z0-9_][A-Za-z0-9._-]{0,63})-([0-9a-f]{64})\\.safetensors");
    private static final Pattern PART = Pattern.compile("\\." + BUNDLE + "\\.[0-9a-f-]{36}\\.part");

    /** Empty for a file of any other kind or name, and for one that is no bundle inside. */
    static Optional<StoreFile> of(Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        String name = path.getFileName().toString();
        Matcher part = PART.matcher(name);
        if (part.matches()) {
            return Optional.of(found(path, part, true));
        }
        Matcher bundle = BUNDLE.matcher(name);
        return bundle.matches() && isBundle(path) ? Optional.of(found(path, bundle, false)) : Optional.empty();
    }

    private static StoreFile found(Path path, Matcher name, boolean part) throws IOException {
        return new StoreFile(
                path,
                name.group(1),
                name.group(2),
                part,
                Files.size(path),
                Files.getLastModifiedTime(path).toInstant());
    }

    private static boolean isBundle(Path path) {
        try {
            BundleFile.outline(path);
            return true;
        } catch (BundleException e) {
            return false; // no bundle: it is left alone
        }
    }
}
