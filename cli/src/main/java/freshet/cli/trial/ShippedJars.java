package freshet.cli.trial;

import freshet.cli.CommandException;
import freshet.model.text.Sha256;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;

/**
 * The classes that a trial runs on, from this process's own class path: Freshet's, and the
 * libraries of its arithmetic and of JSON. Flink, Kafka and what draws on a terminal stay here.
 */
final class ShippedJars {
    private static final Pattern LIBRARIES = Pattern.compile("(nd4j|openblas|javacpp|jackson|guava|protobuf|flatbuffers"
            + "|byteunits|neoitertools|oshi|jna|threetenbp|jspecify|jmustache|chart|avro|commons-(net|codec|compress"
            + "|collections4|lang3|math3|io|text))[-.0-9a-z_A-Z]*\\.jar");
    private static final Pattern UNUSED = Pattern.compile("nd4j-native-[-.0-9A-Z]*-(linux|macosx)-x86_64\\.jar");
    private static final Pattern FRESHET =
            Pattern.compile("(schemas|model-core|serving|trainer|flink-jobs|cli)(-[-.0-9a-zA-Z]+)?\\.jar");
    private static final Pattern MODULE = Pattern.compile("(schemas|model-core|serving|trainer|flink-jobs|cli)");

    private ShippedJars() {}

    /**
     * Finds them; of a checkout, whose own classes are in folders, it makes jars.
     *
     * @param folder for jars that are made
     * @throws CommandException if the trainer is not among them
     */
    static List<Path> of(String classPath, Path folder) {
        List<Path> jars = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath().normalize();
            String name = String.valueOf(path.getFileName());
            if (Files.isRegularFile(path)
                    && (isLibrary(name) || FRESHET.matcher(name).matches())) {
                jars.add(path);
            } else if (Files.isDirectory(path) && isModule(path)) {
                jars.add(packed(path, folder.resolve(module(path) + ".jar")));
            }
        }
        if (jars.stream().noneMatch(jar -> jar.getFileName().toString().startsWith("trainer"))) {
            throw new CommandException("the trainer's classes are not on this process's class path " + classPath
                    + "; start the command with the script freshet");
        }
        return jars;
    }

    /** A name for the classes of Freshet among them: other code has another one. */
    static String name(List<Path> jars) {
        MessageDigest digest = Sha256.digest();
        try {
            for (Path jar : jars) {
                if (FRESHET.matcher(jar.getFileName().toString()).matches()) {
                    digest.update(Files.readAllBytes(jar));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static boolean isLibrary(String name) {
        return LIBRARIES.matcher(name).matches() && !UNUSED.matcher(name).matches();
    }

    private static boolean isModule(Path classes) {
        return classes.endsWith(Path.of("target", "classes"))
                && MODULE.matcher(module(classes)).matches();
    }

    private static String module(Path classes) {
        return classes.getParent().getParent().getFileName().toString();
    }

    private static Path packed(Path classes, Path jar) {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            out.setLevel(Deflater.BEST_SPEED);
            for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
                ZipEntry entry =
                        new ZipEntry(classes.relativize(each).toString().replace(File.separatorChar, '/'));
                entry.setTime(0); // the same classes make the same jar
                out.putNextEntry(entry);
                Files.copy(each, out);
                out.closeEntry();
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
