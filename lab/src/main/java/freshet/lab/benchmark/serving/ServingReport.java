package freshet.lab.benchmark.serving;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.Version;
import freshet.cli.terminal.Figure;
import freshet.lab.benchmark.BenchmarkMachine;
import freshet.lab.benchmark.FiguresOutput;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * What a serving benchmark found, for a person and for a program.
 *
 * @param versions of Freshet and of what it runs on, by name
 * @param loadBefore of the machine when the benchmark began
 */
record ServingReport(
        BenchmarkMachine machine,
        Map<String, String> versions,
        ServingSettings settings,
        double loadBefore,
        ServingFigures figures)
        implements FiguresOutput.Report {

    /** A table without a line break at its end. */
    @Override
    public String table() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                """
                machine     %s, %d cores; load before %.1f
                versions    Java %s; OpenBLAS %s; %s
                settings    %s""",
                machine.cpu(),
                machine.cores(),
                loadBefore,
                machine.java(),
                machine.openBlas(),
                joined(versions, " "),
                joined(settings.words(), "=")));
        figures.backlog().ifPresent(backlog -> table.append("\n\n").append(BacklogTable.of(backlog)));
        figures.latency().ifPresent(latency -> table.append("\n\n").append(LatencyTable.of(latency)));
        figures.swaps().ifPresent(swaps -> table.append("\n\n").append(LatencyTable.of(swaps)));
        figures.ends().ifPresent(ends -> table.append("\n\n").append(LatencyTable.of(ends)));
        return table.toString();
    }

    /**
     * One JSON object on one line: machine, versions, settings, and the figures by run and name.
     */
    @Override
    public String json() {
        ObjectNode node = JsonMapper.builder().build().createObjectNode();
        node.put("benchmark", "serving");
        ObjectNode about = node.putObject("machine");
        about.put("cpu", machine.cpu()).put("cores", machine.cores());
        about.put("java", machine.java()).put("openBlas", machine.openBlas());
        versions.forEach(node.putObject("versions")::put);
        settings.words().forEach(node.putObject("settings")::put);
        node.putObject("figures");
        figures.byRun().forEach((run, byName) -> {
            ObjectNode of = node.withObject("/figures/" + run);
            byName.forEach((name, value) -> put(of, name, value));
        });
        return node.toString();
    }

    private static void put(ObjectNode json, String name, Number value) {
        if (value instanceof Double number) {
            Figure.put(json, name, number);
        } else {
            json.putPOJO(name, value);
        }
    }

    private static String joined(Map<String, String> words, String between) {
        return words.entrySet().stream()
                .filter(word -> !word.getValue().isEmpty())
                .map(word -> word.getKey() + between + word.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Versions of what is measured, and the modules and options of Java that change its speed. */
    static final class Versions {
        private Versions() {}

        /** By name. */
        static Map<String, String> here() throws IOException {
            Map<String, String> versions = new LinkedHashMap<>();
            versions.put("Freshet", Version.number());
            versions.put("Flink", EnvironmentInformation.getVersion());
            versions.put("Kafka", AppInfoParser.getVersion());
            versions.put(
                    "Java options",
                    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                            .filter(option -> option.startsWith("-X") || option.startsWith("--add-modules"))
                            .collect(Collectors.joining(" ")));
            return versions;
        }
    }
}
