package freshet.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code freshet} in a folder that looks built, on the classes of this test. */
class LauncherTest {
    @TempDir
    private Path folder;

    private Path checkout;

    @BeforeEach
    void build() throws IOException {
        checkout = Files.createDirectories(folder.resolve("my shop"));
        Files.copy(Path.of("../freshet"), checkout.resolve("freshet"));
        Path target = Files.createDirectories(checkout.resolve("lab/target"));
        Files.writeString(target.resolve("libraries.classpath"), System.getProperty("java.class.path"));
        Files.createFile(target.resolve("freshet.built"));
    }

    @Test
    void hintsNameTheScriptAsItWasCalled() throws Exception {
        assertThat(run(checkout, "", "./freshet")).endsWith("; see ./freshet cluster --help");
        assertThat(run(folder, "", "my shop/freshet")).endsWith("; see 'my shop/freshet' cluster --help");
    }

    @Test
    void hintsNameAScriptOnThePathByItsName() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("freshet"), checkout.resolve("freshet"));

        assertThat(run(folder, bin + ":", "freshet")).endsWith("; see freshet cluster --help");
    }

    @Test
    void anArchiveOfClassesThatJavaDoesNotTakeIsPassedOver() throws Exception {
        Path target = checkout.resolve("lab/target");
        Files.writeString(target.resolve("freshet.jsa"), "of another Java");
        Files.writeString(target.resolve("jars.classpath"), ":" + checkout.resolve("freshet"));

        assertThat(run(checkout, "", "./freshet")).hasLineCount(1).endsWith("; see ./freshet cluster --help");
    }

    /** What a wrong command line is answered. */
    private static String run(Path where, String path, String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of("bash", "-c", "\"$0\" cluster --nope; exit $?", script))
                .directory(where.toFile())
                .redirectErrorStream(true);
        builder.environment().merge("PATH", path, (old, first) -> first + old);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(2);
        return said.strip();
    }
}
