package freshet.model.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** OpenBLAS chooses when it is loaded, by its environment: each case is a process. */
@EnabledIfSystemProperty(named = "os.arch", matches = "amd64", disabledReason = "the names are those of x86-64")
final class OpenBlasCoreTest {
    @TempDir
    Path folder;

    @Test
    void aProcessorThatIsTakenForAnOldOneIsWarnedOfOnce() throws Exception {
        assumeTrue(OpenBlasCore.ofThisProcess().orElseThrow().processorHasAvx2(), "this processor has no AVX2");

        List<String> lines = process("Prescott");

        assertThat(lines).contains("PRESCOTT");
        assertThat(lines)
                .filteredOn(line -> line.contains("WARN"))
                .singleElement()
                .asString()
                .contains("OpenBLAS computes for the core PRESCOTT, forced by OPENBLAS_CORETYPE=Prescott, without AVX2")
                .endsWith("unset OPENBLAS_CORETYPE");
    }

    @Test
    void aProcessorThatIsWellUsedIsNamedWithoutAWarning() throws Exception {
        assumeTrue(OpenBlasCore.ofThisProcess().orElseThrow().processorHasAvx2(), "this processor has no AVX2");

        List<String> lines = process("Haswell");

        assertThat(lines).contains("HASWELL").noneMatch(line -> line.contains("WARN"));
        assertThat(lines)
                .filteredOn(line -> line.contains("the core HASWELL, forced by OPENBLAS_CORETYPE=Haswell"))
                .hasSize(1);
    }

    @Test
    void theRemedyIsToForceACoreWhereNoneIsForced() {
        assertThat(new OpenBlasCore("PRESCOTT", "", true).warning().orElseThrow())
                .endsWith("set OPENBLAS_CORETYPE=Haswell for this process");
        assertThat(new OpenBlasCore("PRESCOTT", "", false).warning()).isEmpty();
        assertThat(new OpenBlasCore("HASWELL", "Atlantis", true).description())
                .isEqualTo("HASWELL, though OPENBLAS_CORETYPE is Atlantis");
    }

    private List<String> process(String core) throws Exception {
        Path errors = folder.resolve("errors.txt");
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dorg.apache.logging.log4j.level=INFO",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpenBlasCoreMain.class.getName())
                .redirectError(errors.toFile());
        command.environment().put("OPENBLAS_CORETYPE", core);
        Process process = command.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return lines;
    }
}
