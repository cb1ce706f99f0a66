package freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.testing.LaboratoryClasses;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/**
 * What the image of the command line holds: the libraries that the profile {@code images} copies.
 * Flink's own Scala is a jar within {@code flink-rpc-akka-loader}, which Flink loads apart from
 * everything else; it is on nobody's class path.
 */
class DeployedLibrariesITCase {
    private static List<Path> libraries() throws IOException {
        String classPath =
                Files.readString(Path.of("target", "image.classpath")).strip();
        return List.of(classPath.split(File.pathSeparator)).stream()
                .map(Path::of)
                .toList();
    }

    @Test
    void noLibraryHoldsABrokerOrScala() throws IOException {
        assertThat(libraries()).hasSizeGreaterThan(50).anyMatch(library -> library.toString()
                .contains("kafka-clients"));
        for (Path library : libraries()) {
            if (Files.isRegularFile(library)) {
                try (JarFile jar = new JarFile(library.toFile())) {
                    assertThat(LaboratoryClasses.FILES)
                            .as(library + ": a class of a broker or of Scala")
                            .noneMatch(file -> jar.getEntry(file) != null);
                }
            }
        }
    }
}
