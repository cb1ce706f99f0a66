package freshet.cli.flink;

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
 * The classes that a job takes to a cluster, from this process's own class path: Freshet's and the
 * libraries that they need there. Flink, Kafka and what draws on a terminal stay here.
 */
public final class ShippedJars {
    /** Of a training: the libraries of its arithmetic and of JSON. */
    public static final Pattern TRAINING = Pattern.compile("(nd4j|openblas|javacpp|jackson|guava|protobuf|flatbuffers"
            + "|byteunits|neoitertools|oshi|jna|threetenbp|jspecify|jmustache|chart|avro|commons-(net|codec|compress"
            + "|collections4|lang3|math3|io|text))[-.0-9a-z_A-Z]*\\.jar");

    /** Of reading logs: options as they were typed, JSON, Avro and what compresses it. */
    public static final Pattern READING = Pattern.compile(
            "(picocli|jackson|jspecify|avro|zstd-jni|snappy-java|commons-(codec|compress|lang3|io|text))"
                    + "-[-.0-9a-z_A-Z]*\\.jar");

    private static final Pattern UNUSED = Pattern.compile("nd4j-native-[-.0-9A-Z]*-(linux|macosx)-x86_64\\.jar");
    private static final Pattern FRESHET =
            Pattern.compile("(schemas|model-core|serving|trainer|flink-jobs|cli)(-[-.0-9a-zA-Z]+)?\\.jar");
    private static final Pattern MODULE = Pattern.compile("(schemas|model-core|serving|trainer|flink-jobs|cli)");

    private ShippedJars() {}

    /**
     * Finds them; of a checkout, whose own classes are in folders, it makes jars.
     *
     * @param libraries names of the files that are taken beside Freshet's own
     * @param folder for jars that are made
     * @throws CommandException if the trainer is not among them
     */
    public static List<Path> of(Pattern libraries, Path folder) {
        String classPath = System.getProperty("java.class.path");
        List<Path> jars = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath().normalize();
            String name = String.valueOf(path.getFileName());
            if (Files.isRegularFile(path)
                    && (isLibrary(libraries, name) || FRESHET.matcher(name).matches())) {
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
    public static String name(List<Path> jars) {
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

    private static boolean isLibrary(Pattern libraries, String name) {
        return libraries.matcher(name).matches() && !UNUSED.matcher(name).matches();
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
