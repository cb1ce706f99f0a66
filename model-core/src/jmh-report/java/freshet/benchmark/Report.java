package freshet.benchmark;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What a run of benchmarks found, for a person and for {@code freshet benchmark compare}.
 *
 * @param loadBefore of the machine when the run began
 * @param loadAfter of the machine at its end
 * @param versions of what is measured, by name
 * @param arguments JMH's own
 */
record Report(
        BenchmarkMachine machine,
        double loadBefore,
        double loadAfter,
        Map<String, String> versions,
        String arguments,
        List<Finding> findings) {

    /** Conditions, then a line per benchmark; without a line break at its end. */
    String table() {
        StringBuilder table = new StringBuilder();
        conditions().forEach((about, words) -> table.append(String.format(Locale.ROOT, "%-12s", about))
                .append(words.entrySet().stream()
                        .map(word -> word.getKey() + " " + word.getValue())
                        .collect(Collectors.joining("; ")))
                .append(System.lineSeparator()));
        List<String> columns = findings.stream()
                .flatMap(finding -> finding.figures().keySet().stream())
                .distinct()
                .toList();
        int width = findings.stream()
                .mapToInt(finding -> finding.name().length())
                .max()
                .orElse(0);
        table.append(System.lineSeparator()).append(" ".repeat(width));
        columns.forEach(column -> table.append(String.format(Locale.ROOT, " %14s", column)));
        for (Finding finding : findings) {
            table.append(System.lineSeparator()).append(String.format(Locale.ROOT, "%-" + width + "s", finding.name()));
            for (String column : columns) {
                table.append(Optional.ofNullable(finding.figures().get(column))
                        .map(value -> String.format(Locale.ROOT, " %,14.3f", value))
                        .orElse(String.format(Locale.ROOT, " %14s", "-")));
            }
        }
        return table.toString();
    }

    /** One JSON object on one line: conditions, and the figures by benchmark and name. */
    String json() {
        ObjectNode node = JsonMapper.builder().build().createObjectNode();
        node.put("benchmark", "jmh");
        conditions().forEach((about, words) -> words.forEach(node.putObject(about)::put));
        ObjectNode figures = node.putObject("figures");
        for (Finding finding : findings) {
            finding.figures().forEach(figures.putObject(finding.name())::put);
        }
        return node.toString();
    }

    private Map<String, Map<String, String>> conditions() {
        Map<String, String> hardware = new LinkedHashMap<>();
        hardware.put("cpu", machine.cpu());
        hardware.put("cores", Integer.toString(machine.cores()));
        hardware.put("load", String.format(Locale.ROOT, "%.1f before, %.1f after", loadBefore, loadAfter));
        Map<String, String> software = new LinkedHashMap<>();
        software.put("Java", machine.java());
        software.putAll(versions);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("jmh", arguments);
        settings.put(
                "warm-up",
                ofEach(params -> params.getWarmup().getCount() + " x "
                        + params.getWarmup().getTime()));
        settings.put(
                "measured",
                ofEach(params -> params.getMeasurement().getCount() + " x "
                        + params.getMeasurement().getTime()));
        settings.put("forks", ofEach(params -> Integer.toString(params.getForks())));
        settings.put("java", ofEach(Report::javaOptions));
        Map<String, Map<String, String>> conditions = new LinkedHashMap<>();
        conditions.put("machine", hardware);
        conditions.put("versions", software);
        conditions.put("settings", settings);
        return conditions;
    }

    /** What holds for the benchmarks: one text where it is the same for all. */
    private String ofEach(Function<BenchmarkParams, String> words) {
        return findings.stream()
                .map(finding -> words.apply(finding.params()))
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    /** The options that change the speed. */
    private static String javaOptions(BenchmarkParams params) {
        return params.getJvmArgs().stream()
                .filter(option -> option.startsWith("-X") || option.startsWith("--add-modules"))
                .collect(Collectors.joining(" "));
    }
}
