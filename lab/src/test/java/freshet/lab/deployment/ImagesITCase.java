package freshet.lab.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.lab.MachineProgram;
import freshet.lab.Prerequisite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Dockerfiles copy, after the build has made it. */
class ImagesITCase {
    private static final Path ROOT = Path.of("..");
    private static final String LIBRARIES = "cli/target/image/lib/"; // -Pimages makes them, other builds do not

    @TempDir
    private Path folder;

    @Test
    void everyFileThatTheDockerfilesCopyReachesDocker() throws Exception {
        List<String> sources = new ArrayList<>(copied("docker/job.Dockerfile"));
        sources.addAll(copied("docker/freshet.Dockerfile"));
        assertThat(sources).hasSize(5).contains(LIBRARIES);
        List<String> sent = Files.readAllLines(ROOT.resolve(".dockerignore"));
        assertThat(sent).startsWith("*");
        assertThat(sources).allSatisfy(source -> assertThat(sent).contains("!" + source));
    }

    @Test
    void whatTheImageOfTheJobCopiesIsThere() throws Exception {
        assertThat(copied("docker/job.Dockerfile"))
                .allSatisfy(source -> assertThat(ROOT.resolve(source)).isNotEmptyFile());
    }

    @Test
    void theImageOfTheCommandLineRunsFromWhatItCopies() throws Exception {
        Prerequisite.require(
                "freshet.images",
                Files.isDirectory(ROOT.resolve(LIBRARIES)),
                "the command line's image is not tried, as this build has not made its libraries: mvn -Pimages verify");
        assertThat(words("ENTRYPOINT")).containsExactly("freshet");
        List<String> command =
                new ArrayList<>(List.of(ROOT.resolve("docker/bin/freshet").toString()));
        command.addAll(words("CMD"));
        Map<String, String> places = Map.of(
                "FRESHET_CLASS_PATH",
                ROOT.resolve(LIBRARIES) + "/*",
                "FRESHET_LOG",
                folder.resolve("freshet.log").toString());

        assertThat(MachineProgram.run(folder, places, command))
                .anyMatch(line -> line.startsWith("Usage: freshet"))
                .anyMatch(line -> line.trim().startsWith("train "));
    }

    /** An instruction of the command line's Dockerfile in its JSON form. */
    private static List<String> words(String instruction) throws IOException {
        String line = Files.readAllLines(ROOT.resolve("docker/freshet.Dockerfile")).stream()
                .filter(text -> text.startsWith(instruction + " "))
                .findFirst()
                .orElseThrow();
        return List.of(new JsonMapper().readValue(line.substring(instruction.length()), String[].class));
    }

    private static List<String> copied(String dockerfile) throws IOException {
        return Files.readAllLines(ROOT.resolve(dockerfile)).stream()
                .filter(line -> line.startsWith("COPY "))
                .map(line -> line.replaceFirst("COPY (--\\S+ )*", "").split(" ")[0])
                .toList();
    }
}
