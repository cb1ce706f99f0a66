package freshet.model.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** These tests run with the Vector API's module; one of them starts a JVM without it. */
class KernelChoiceTest {
    @TempDir
    Path folder;

    @Test
    void theVectorApiIsTakenWhereItIsThere() {
        assertThat(KernelChoice.AUTO.usesVectorApi()).isTrue();
        assertThat(KernelChoice.VECTOR.usesVectorApi()).isTrue();
        assertThat(KernelChoice.ND4J.usesVectorApi()).isFalse();
    }

    @Test
    void everyChoiceAnswersTheSame() {
        assertThat(Stream.of(KernelChoice.values()).map(WithoutVectorModuleMain::answer))
                .containsOnly(WithoutVectorModuleMain.answer(KernelChoice.ND4J));
    }

    @Test
    void aJvmWithoutTheModuleWarnsOnceAndAnswersTheSame() throws Exception {
        Path warnings = folder.resolve("warnings.txt");
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dorg.apache.logging.log4j.level=WARN",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        WithoutVectorModuleMain.class.getName())
                .redirectError(warnings.toFile())
                .start();
        List<String> lines = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(jvm.waitFor()).as(Files.readString(warnings)).isZero();

        List<String> warned =
                lines.stream().filter(line -> line.contains("WARN")).toList();
        assertThat(warned).hasSize(1);
        assertThat(warned.get(0))
                .contains("runs without the module jdk.incubator.vector")
                .contains("enable the module with --add-modules jdk.incubator.vector");
        String answer = WithoutVectorModuleMain.answer(KernelChoice.VECTOR);
        assertThat(lines).filteredOn(answer::equals).hasSize(2);
        assertThat(lines.get(lines.size() - 1))
                .startsWith("the vector kernel needs the module jdk.incubator.vector; start this JVM with");
    }

    /** As in a TaskManager that runs the job's jar without ND4J. */
    @Test
    void aJvmWithNeitherSaysWhatToDo() throws Exception {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("nd4j"))
                .collect(Collectors.joining(File.pathSeparator));
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        classPath,
                        WithoutVectorModuleMain.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(jvm.waitFor()).isEqualTo(1);
        assertThat(output)
                .contains(
                        "IllegalStateException: this JVM runs without the module jdk.incubator.vector, and this jar is"
                                + " the one without ND4J; start the JVM with --add-modules jdk.incubator.vector");
    }
}
