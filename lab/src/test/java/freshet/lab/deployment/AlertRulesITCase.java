package freshet.lab.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.lab.MachineProgram;
import freshet.lab.Prerequisite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus's own tools read rules and configuration, and try the rules out on examples. */
class AlertRulesITCase {
    private static final Path PROMETHEUS = Path.of("..", "docker", "prometheus");
    private static final Path ALERTMANAGER = PROMETHEUS.resolve("alertmanager.yml");

    @TempDir
    private Path folder;

    private List<String> promtool(String... arguments) throws Exception {
        Prerequisite.require(
                "freshet.promtool",
                MachineProgram.succeeds("promtool", "--version"),
                "the alert rules are not tried out, as promtool is not installed: apt-get install prometheus");
        return run("promtool", arguments);
    }

    private List<String> amtool(String... arguments) throws Exception {
        Prerequisite.require(
                "freshet.amtool",
                MachineProgram.succeeds("amtool", "--version"),
                "Alertmanager's configuration is not tried out, as amtool is not installed: "
                        + "apt-get install prometheus-alertmanager");
        return run("amtool", arguments);
    }

    private List<String> run(String program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        return MachineProgram.run(folder, Map.of(), command);
    }

    @Test
    void eachRuleFiresWhenItShouldAndNotBefore() throws Exception {
        promtool(
                "test",
                "rules",
                PROMETHEUS.resolve("alerts.test.yml").toString(),
                PROMETHEUS.resolve("quality.test.yml").toString(),
                PROMETHEUS.resolve("gateway.test.yml").toString());
    }

    @Test
    void rulesAndConfigurationAreRead() throws Exception {
        // promtool wants the file of the key, too, which only a deployment has.
        Files.writeString(folder.resolve("gateway-api-key"), "a key");
        Files.copy(PROMETHEUS.resolve("alerts.yml"), folder.resolve("alerts.yml"));
        String configuration = Files.readString(PROMETHEUS.resolve("prometheus.yml"));
        Path here = Files.writeString(
                folder.resolve("prometheus.yml"), configuration.replace("/run/secrets/", folder + "/"));
        promtool("check", "config", here.toString());
    }

    @Test
    void alertsGoToTheReceiverOfTheirSeverity() throws Exception {
        amtool("check-config", ALERTMANAGER.toString());
        for (String severity : List.of("page", "ticket")) {
            assertThat(amtool(
                            "config",
                            "routes",
                            "test",
                            "--config.file",
                            ALERTMANAGER.toString(),
                            "severity=" + severity))
                    .containsExactly(severity);
        }
    }

    @Test
    void theReceiversThatAreOffAreReadOnceTheyAreOn() throws Exception {
        String off = Files.readString(ALERTMANAGER);
        String on = off.replaceAll("(?m)^    # (?=\\w+_configs: )", "    ");
        assertThat(on).isNotEqualTo(off);

        List<String> said = amtool(
                "check-config",
                Files.writeString(folder.resolve("alertmanager.yml"), on).toString());

        assertThat(said).contains(" - 2 receivers");
    }
}
