package freshet.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.cli.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    Path folder;

    @Test
    void aTemporaryOneGoesWithAllThatIsInIt() throws Exception {
        Path store;
        try (RunFolder run = RunFolder.temporary("freshet-test")) {
            store = Files.createDirectories(run.store());
            Files.writeString(run.bundle(1), "weights");
        }
        assertThat(store.getParent()).doesNotExist();
    }

    @Test
    void theUsersStays() throws Exception {
        Path mine = folder.resolve("new/mine");
        try (RunFolder run = RunFolder.kept(mine)) {
            Files.writeString(run.bundle(1), "weights");
        }
        assertThat(mine.resolve("model-1.safetensors")).exists();
    }

    @Test
    void aFolderThatHoldsSomethingIsRefused() throws Exception {
        Files.writeString(folder.resolve("thesis.txt"), "years of work");
        assertThatThrownBy(() -> RunFolder.kept(folder))
                .isInstanceOf(CommandException.class)
                .hasMessage("the folder " + folder + " is not empty; name a new one");
    }
}
