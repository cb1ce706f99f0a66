package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.cli.CommandException;
import freshet.job.settings.JobSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Where a job begins, by what the folder has and what the user says. */
class StartPointTest {
    @TempDir
    private Path folder;

    @Command
    private static final class AnyCommand {
        @Mixin
        private StartPointOptions options;
    }

    @Test
    void theNewestOneOfAllFoldersIsGoneOnFrom() throws IOException {
        complete("checkpoints/job/chk-3", 1_000);
        Path newest = complete("savepoints/savepoint-1", 2_000);

        StartPoint start = begin();

        assertThat(start.said()).isEqualTo("going on from " + newest);
        assertThat(start.snapshot()).hasValue(newest.toUri().toString());
        assertThat(start.allowNonRestored()).isFalse();
    }

    @Test
    void oneThatIsNotCompleteIsLeftAlone() throws IOException {
        Files.createDirectories(folder.resolve("checkpoints/job/chk-4"));

        assertThat(begin().snapshot()).isEmpty();
        assertThat(begin().said()).isEqualTo("starting afresh, as there is no checkpoint of such a job in the folder");
    }

    @Test
    void theUserMayBeginAfreshOrElsewhere() throws IOException {
        complete("savepoints/savepoint-1", 2_000);
        Path older = complete("checkpoints/job/chk-3", 1_000);

        assertThat(begin("--fresh")).isEqualTo(new StartPoint(Optional.empty(), false, "starting afresh"));
        assertThat(begin("--savepoint", older.toString(), "--allow-non-restored-state"))
                .isEqualTo(new StartPoint(Optional.of(older.toUri().toString()), true, "going on from " + older));
        assertThat(begin("--savepoint", "s3://bucket/savepoint-2").snapshot()).hasValue("s3://bucket/savepoint-2");
    }

    @Test
    void aSavepointThatIsNotThereIsNamed() {
        Path nowhere = folder.resolve("savepoints/nowhere");

        for (String path : List.of(nowhere.toString(), "file://" + nowhere, "file:" + nowhere)) {
            assertThatThrownBy(() -> begin("--savepoint", path))
                    .isInstanceOf(CommandException.class)
                    .hasMessageStartingWith("there is no checkpoint or savepoint in " + nowhere);
        }
    }

    @Test
    void aFolderForCheckpointsMustBeUsable() {
        assertThatThrownBy(() -> folders("file:///proc/nope", false))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("checkpoint.dir is file:///proc/nope, and that folder cannot be created: ");
        assertThat(folders("file://" + folder.resolve("mine"), false)).contains(folder.resolve("mine"));
    }

    @Test
    void whereNothingCanBeLookedIntoTheUserDecides() {
        assertThatThrownBy(() -> folders("s3://bucket/checkpoints", false))
                .isInstanceOf(CommandException.class)
                .hasMessageEndingWith("say where the job begins: --savepoint PATH or --fresh");
        assertThat(folders("s3://bucket/checkpoints", true)).hasSize(2);
    }

    private List<Path> folders(String checkpointDir, boolean named) {
        return new JobFolders(new ClusterFolder(folder))
                .of(JobSettings.of(List.of("checkpoint.dir=" + checkpointDir)), named);
    }

    private StartPoint begin(String... arguments) {
        AnyCommand command = new AnyCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.options.in(
                List.of(folder.resolve("checkpoints"), folder.resolve("savepoints")), snapshot -> true);
    }

    private Path complete(String snapshot, long millis) throws IOException {
        Path made = Files.createDirectories(folder.resolve(snapshot));
        Path file = Files.createFile(made.resolve("_metadata"));
        Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
        return made;
    }
}
