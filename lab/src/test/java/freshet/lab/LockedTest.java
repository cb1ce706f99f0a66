package freshet.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The lock under which the script {@code freshet} builds: a source file that Java runs as it is.
 */
@Timeout(300)
class LockedTest {
    private static final Path SOURCE = Path.of("src", "launcher", "java", "Locked.java");

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void theStatusOfTheCommandIsHandedOn() throws Exception {
        assertThat(locked("sh", "-c", "exit 7").waitFor()).isEqualTo(7);
    }

    @Test
    void aSecondCommandWaitsForTheFirst() throws Exception {
        Process first = holder();
        Process second = locked("true");
        assertThat(second.errorReader().readLine())
                .isEqualTo("freshet: another command is building in this folder; waiting until it is done");
        assertThat(second.isAlive()).isTrue();

        first.outputWriter().close();

        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
    }

    @Test
    void aKilledCommandLeavesNoLock() throws Exception {
        Process first = holder();
        Process second = locked("true");
        assertThat(second.errorReader().readLine()).contains("waiting");

        first.destroyForcibly();

        assertThat(second.waitFor()).isZero();
    }

    /** Holds the lock until its input ends. */
    private Process holder() throws IOException {
        Process holder = locked("sh", "-c", "echo held && cat");
        BufferedReader out = holder.inputReader();
        assertThat(out.readLine()).isEqualTo("held");
        return holder;
    }

    private Process locked(String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                SOURCE.toString(),
                folder.resolve("lock").toString()));
        words.addAll(List.of(command));
        Process process = new ProcessBuilder(words).start();
        started.add(process);
        return process;
    }
}
