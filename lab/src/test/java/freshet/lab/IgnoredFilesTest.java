package freshet.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the commands leave in a checkout is none of git's business. */
class IgnoredFilesTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void gitIgnoresWhatCommandsLeaveByDefault() throws Exception {
        List<String> left = Stream.concat(
                        folders(AllCommands.commandLine()),
                        Stream.of("freshet-models", "demo-files", "m.safetensors", "m.html", "search.jsonl"))
                .distinct()
                .toList();

        assertThat(left).contains("freshet-cluster", "freshet-checkpoints");
        assertThat(ignored(left)).containsExactlyElementsOf(left);
    }

    @Test
    void gitIgnoresNothingThatIsKept() throws Exception {
        assertThat(ignored(List.of("freshet", "docs", "lab/src/main/java/freshet/lab/AllCommands.java")))
                .isEmpty();
    }

    /** Folders that options are named for, where the user names none. */
    private static Stream<String> folders(CommandLine command) {
        return Stream.concat(
                command.getCommandSpec().options().stream()
                        .map(option -> option.defaultValue())
                        .filter(value -> value != null && value.startsWith("freshet-")),
                command.getSubcommands().values().stream().flatMap(IgnoredFilesTest::folders));
    }

    private static List<String> ignored(List<String> names) throws IOException, InterruptedException {
        Prerequisite.require(
                "freshet.git",
                Files.exists(ROOT.resolve(".git")) && MachineProgram.succeeds("git", "--version"),
                "no git, or this is no clone");
        List<String> command = new ArrayList<>(List.of("git", "check-ignore", "--no-index"));
        // A folder is ignored by the slash at its end.
        names.forEach(name -> command.add(name.contains(".") ? name : name + "/"));
        Process process = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return Arrays.stream(out.split("\n"))
                .map(line -> line.replaceAll("/$", ""))
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
