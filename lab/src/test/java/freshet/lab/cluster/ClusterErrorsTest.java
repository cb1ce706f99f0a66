package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.cli.CommandException;
import freshet.cli.testing.CommandRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterErrorsTest {
    @TempDir
    private Path folder;

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            ClusterSettings settings = new ClusterSettings(folder, 1, port, 0, 1, 1, "1536m", false, Map.of());

            assertThatThrownBy(() -> LocalCluster.start(new Installation(folder), settings))
                    .isInstanceOf(CommandException.class)
                    .hasMessage("port " + port + " for Kafka is taken; name another with --kafka-port, or end what"
                            + " listens there");
        }
    }

    @Test
    void aStartThatIsRefusedLeavesNoFolder() throws IOException {
        Path none = folder.resolve("none");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            ClusterSettings settings =
                    new ClusterSettings(none, 1, taken.getLocalPort(), 0, 1, 1, "1536m", false, Map.of());
            List<String> said = new ArrayList<>();

            assertThatThrownBy(() -> LocalCluster.start(new Installation(folder), settings, said::add))
                    .hasMessageContaining(" for Kafka is taken; ");
            assertThat(said).isEmpty();
        }
        assertThat(none).doesNotExist();
    }

    @Test
    void aStoppedClusterIsStartedAgainAsItWas() {
        LastStart.write(ClusterSettings.onFreePorts(folder));

        assertThat(CommandRun.of(new ClusterStatusCommand(), "--folder", folder.toString())
                        .failure()
                        .orElseThrow())
                .hasMessage("no cluster runs in " + folder
                        + "; start it again as it was: freshet cluster restart --folder " + folder);
    }

    @Test
    void aMissingJarIsNamedWithTheCommandThatBuildsIt() throws IOException {
        Installation nothingBuilt = new Installation(folder);

        assertThatThrownBy(nothingBuilt::jobJar)
                .hasMessage("there is no " + folder.resolve("flink-jobs/target/freshet-job.jar")
                        + "; build it: mvn -DskipTests package");
        assertThatThrownBy(() -> LocalCluster.start(nothingBuilt, ClusterSettings.onFreePorts(folder)))
                .hasMessageContaining("libraries.classpath; build it");
        assertThat(Files.exists(folder.resolve("cluster.json"))).isFalse();
    }

    @Test
    void withoutAClusterThereIsNothingToStopOrToSubmitTo() {
        for (Object command : new Object[] {
            new ClusterStopCommand(), new ClusterStatusCommand(), new ClusterSubmitCommand(), new ClusterCancelCommand()
        }) {
            CommandRun run = CommandRun.of(command, "--folder", folder.toString());

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.failure()).get().isInstanceOf(CommandException.class);
            assertThat(run.failure().get()).hasMessageStartingWith("no cluster runs in " + folder + ";");
        }
    }

    @Test
    void aFolderInWhichNothingWasStartedCannotBeRestarted() {
        CommandRun run = CommandRun.of(new ClusterRestartCommand(), "--folder", folder.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure().orElseThrow()).hasMessageStartingWith("no cluster was started in " + folder + ";");
    }

    @Test
    void optionsOfTheJobNeedTheJob() {
        for (String option : new String[] {"--set=parallelism=1", "--create-topics=2", "--fresh"}) {
            assertThat(CommandRun.of(new ClusterStartCommand(), option).err())
                    .contains("the job's options need the job; add --job");
        }
        assertThat(CommandRun.of(new ClusterStartCommand(), "--broker-only", "--job")
                        .err())
                .contains("--job needs Flink; give it without --broker-only");
    }

    @Test
    void aWrongSettingIsSaidBeforeAnythingStarts() {
        CommandRun run = CommandRun.of(
                new ClusterStartCommand(), "--folder", folder.toString(), "--job", "--set", "session.gab=1 min");

        assertThat(run.failure().orElseThrow()).hasMessageContaining("did you mean session.gap?");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void wrongOptionsAreRefused() {
        assertThat(CommandRun.of(new ClusterStartCommand(), "--slots", "0").err())
                .contains("--slots is 0; it must be at least 1");
        assertThat(CommandRun.of(new ClusterStartCommand(), "--taskmanager-memory", "much")
                        .err())
                .contains("--taskmanager-memory is much; it must be a size such as 1536m or 4g");
    }
}
