package freshet.lab;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.Freshet;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

class AllCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpListsAllCommandsInTheirOrder() {
        assertThat(run("--help")).isZero();
        assertThat(AllCommands.commandLine().getSubcommands().keySet())
                .containsExactly(
                        "demo",
                        "prepare",
                        "train",
                        "tune",
                        "mix",
                        "evaluate",
                        "compare",
                        "ratings",
                        "explain",
                        "continue",
                        "similar",
                        "split",
                        "publish",
                        "models",
                        "rollout",
                        "learn",
                        "topics",
                        "serve",
                        "gateway",
                        "cluster",
                        "replay",
                        "items",
                        "watch",
                        "audit",
                        "benchmark",
                        "help")
                .allSatisfy(command -> assertThat(out.toString()).containsPattern("(?m)^ +" + command + " "));
    }

    @Test
    void everyCommandForProductionIsThere() {
        assertThat(AllCommands.COMMANDS).containsSubsequence(Freshet.COMMANDS);
    }

    @Test
    void theOthersAreTheCommandsOfACheckout() {
        Set<String> others =
                new HashSet<>(AllCommands.commandLine().getSubcommands().keySet());
        others.removeAll(Freshet.commandLine().getSubcommands().keySet());
        assertThat(others).isEqualTo(Freshet.OF_A_CHECKOUT);
    }

    @Test
    void everyCommandHasHelp() {
        for (String command : AllCommands.commandLine().getSubcommands().keySet()) {
            assertThat(run(command, "--help")).as(command).isZero();
        }
    }

    @Test
    void theDemoNamesAWrongSettingBeforeItStarts() {
        assertThat(run("demo", "--set", "epoch=2")).isEqualTo(1);
        assertOneLine("freshet: model gru4rec has no setting \"epoch\"");
        assertThat(run("demo", "--delivery", "once")).isEqualTo(2);
        assertThat(run("demo", "--events", "log.tsv")).isEqualTo(2);
        assertThat(run("demo", "--duration", "soon")).isEqualTo(2);
        assertOneLine("freshet: Invalid value for option '--duration'");
    }

    @Test
    void noOptionOfAnyCommand_answersNonsenseWithJavasNames() {
        List<String> told = new ArrayList<>();
        CommandLine root = AllCommands.commandLine();
        check(root, root, told);
        assertThat(told).hasSizeGreaterThan(60).allSatisfy(message -> assertThat(message)
                .doesNotContainPattern("java\\.|Exception|Error|\\b(int|long|double|Integer|Long|Double|Duration)\\b")
                .doesNotContain("\n"));
    }

    private static void check(CommandLine root, CommandLine command, List<String> told) {
        Stream<String> path =
                Stream.of(command.getCommandSpec().qualifiedName().split(" ")).skip(1);
        String[] names = path.toArray(String[]::new);
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (option.arity().max() > 0) {
                for (String nonsense : List.of("12x", "", "9999999999999999999999", "2014-04-07T12:52:09+0200")) {
                    String[] arguments = Stream.concat(Stream.of(names), Stream.of(option.longestName(), nonsense))
                            .toArray(String[]::new);
                    String message = message(root, arguments);
                    if (message.startsWith("Invalid value")) {
                        told.add(message);
                    }
                }
            }
        }
        command.getSubcommands().values().forEach(sub -> check(root, sub, told));
    }

    private static String message(CommandLine command, String... arguments) {
        try {
            command.parseArgs(arguments);
            return "";
        } catch (ParameterException e) {
            return e.getMessage();
        }
    }

    private void assertOneLine(String start) {
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith(start);
    }

    private int run(String... arguments) {
        err.getBuffer().setLength(0);
        return AllCommands.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
