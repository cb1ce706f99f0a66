package freshet.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the Dockerfiles copy, after the build has made it. */
class ImagesITCase {
    private static final Path ROOT = Path.of("..");
    private static final String OF_THE_PROFILE = "cli/target/image/"; // -Pimages makes it, other builds do not

    @Test
    void everyFileThatTheDockerfilesCopyIsThereAndReachesDocker() throws Exception {
        List<String> sources = new ArrayList<>(copied("docker/job.Dockerfile"));
        sources.addAll(copied("docker/freshet.Dockerfile"));
        assertThat(sources).hasSize(4);
        List<String> sent = Files.readAllLines(ROOT.resolve(".dockerignore"));
        assertThat(sent).startsWith("*");
        for (String source : sources) {
            assertThat(sent).contains("!" + source);
            if (!source.startsWith(OF_THE_PROFILE)) {
                assertThat(ROOT.resolve(source)).isNotEmptyFile();
            }
        }
    }

    private static List<String> copied(String dockerfile) throws IOException {
        return Files.readAllLines(ROOT.resolve(dockerfile)).stream()
                .filter(line -> line.startsWith("COPY "))
                .map(line -> line.replaceFirst("COPY (--\\S+ )*", "").split(" ")[0])
                .toList();
    }
}
