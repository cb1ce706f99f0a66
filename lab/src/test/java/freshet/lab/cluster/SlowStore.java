package freshet.lab.cluster;

import freshet.lab.cluster.slowstore.SlowFileSystemFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.flink.core.fs.FileSystemFactory;

/**
 * Local folders under URIs from which Flink's processes read slowly: a plugin of Flink, installed
 * as on any other cluster.
 */
final class SlowStore {
    private static final String PLUGINS = "FLINK_PLUGINS_DIR"; // Flink's own name
    private static final List<String> CLASSES = List.of("SlowFileSystemFactory", "SlowFileSystem", "SlowInputStream");

    private SlowStore() {}

    /** Puts the plugin's jar to where Flink's processes look that are started from now on. */
    static void install() throws IOException {
        String plugins =
                Objects.requireNonNull(System.getenv(PLUGINS), PLUGINS + " is not set, as Maven does for tests");
        Path jar = Files.createDirectories(Path.of(plugins, "slow-store")).resolve("slow-store.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : CLASSES) {
                String file = name + ".class";
                try (InputStream in = SlowFileSystemFactory.class.getResourceAsStream(file)) {
                    add(
                            out,
                            SlowFileSystemFactory.class.getPackageName().replace('.', '/') + "/" + file,
                            in.readAllBytes());
                }
            }
            add(
                    out,
                    "META-INF/services/" + FileSystemFactory.class.getName(),
                    SlowFileSystemFactory.class.getName().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A local file or folder as it is read at a number of bytes a second. */
    static String uri(long bytesPerSecond, Path path) {
        return SlowFileSystemFactory.SCHEME + "://" + bytesPerSecond
                + path.toUri().getRawPath();
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
