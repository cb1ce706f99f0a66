package freshet.lab.deployment;

import freshet.lab.MachineProgram;
import freshet.lab.Prerequisite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus's own tool reads rules and configuration, and tries the rules out on examples. */
class AlertRulesITCase {
    private static final Path PROMETHEUS = Path.of("..", "docker", "prometheus");

    @TempDir
    private Path folder;

    @BeforeEach
    void requireTool() throws InterruptedException {
        Prerequisite.require(
                "freshet.promtool",
                MachineProgram.succeeds("promtool", "--version"),
                "the alert rules are not tried out, as promtool is not installed: apt-get install prometheus");
    }

    private List<String> promtool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        return MachineProgram.run(folder, Map.of(), command);
    }

    @Test
    void eachRuleFiresWhenItShouldAndNotBefore() throws Exception {
        promtool(
                "test",
                "rules",
                PROMETHEUS.resolve("alerts.test.yml").toString(),
                PROMETHEUS.resolve("quality.test.yml").toString());
    }

    @Test
    void rulesAndConfigurationAreRead() throws Exception {
        promtool("check", "config", PROMETHEUS.resolve("prometheus.yml").toString());
    }
}
