package freshet.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {
    @TempDir
    Path folder;

    @Test
    void theNewestCompleteCheckpointOrSavepointIsFound() throws IOException {
        complete("job-a/chk-12", 1_000);
        complete("savepoint-a-1", 3_000);
        complete("job-b/chk-2", 2_000);
        Files.createDirectories(folder.resolve("job-b/chk-3"));

        assertThat(new CheckpointFolder(folder).newest()).hasValue(folder.resolve("savepoint-a-1"));
    }

    @Test
    void aNewFolderHasNone() {
        CheckpointFolder fresh = new CheckpointFolder(folder.resolve("checkpoints"));

        assertThat(fresh.newest()).isEmpty();
        assertThat(folder.resolve("checkpoints")).isDirectory();
    }

    private void complete(String checkpoint, long millis) throws IOException {
        Path file = Files.createDirectories(folder.resolve(checkpoint)).resolve("_metadata");
        Files.setLastModifiedTime(Files.createFile(file), FileTime.fromMillis(millis));
    }
}
