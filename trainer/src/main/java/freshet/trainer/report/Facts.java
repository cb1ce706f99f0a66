package freshet.trainer.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.calibration.ShareLine;
import freshet.trainer.Trainers;
import freshet.trainer.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A table of facts about a training: its settings, the model's shape, where the data came from, or
 * times and machine.
 */
record Facts(String caption, List<Row> rows) {
    private static final String SETTINGS = "settings";

    /** One fact, perhaps with a remark. */
    record Row(String name, String value, Optional<String> note) {}

    /**
     * Two stacks of tables of about the same height.
     *
     * @param evaluationSeconds how long measuring for the report took
     */
    static List<List<Facts>> of(TrainingRun run, double evaluationSeconds) {
        return List.of(List.of(settings(run)), List.of(model(run), data(run), timesAndMachine(run, evaluationSeconds)));
    }

    private static Facts settings(TrainingRun run) {
        Map<String, Setting> known = Trainers.settings(
                        run.bundle().provenance().path("trainer").asText())
                .stream()
                .collect(Collectors.toMap(Setting::name, setting -> setting));
        List<Row> rows = run.bundle().provenance().path(SETTINGS).properties().stream()
                .map(setting -> new Row(
                        setting.getKey(),
                        setting.getValue().asText(),
                        Optional.ofNullable(known.get(setting.getKey()))
                                .map(about -> meaning(about, setting.getValue().asText()))))
                .toList();
        return new Facts(
                "Settings", rows.isEmpty() ? List.of(new Row("none", "this model has none", Optional.empty())) : rows);
    }

    private static String meaning(Setting setting, String value) {
        return setting.defaultValue().equals(value)
                ? setting.meaning()
                : setting.meaning() + " (default " + setting.defaultValue() + ")";
    }

    private static Facts model(TrainingRun run) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("kind", run.bundle().kind());
        run.bundle().calibration().ifPresent(by -> {
            facts.put("calibration.temperature", Numbers.decimal(by.temperature(), 3));
            facts.put("calibration.rank_discount", Numbers.decimal(by.rankDiscount(), 3));
            facts.put("calibration.full", line(by.full()));
            facts.put("calibration.few", line(by.few()));
        });
        flatten("", run.bundle().configuration(), facts);
        return table("Model", facts);
    }

    private static String line(ShareLine line) {
        return "intercept " + Numbers.decimal(line.intercept(), 3) + ", slope " + Numbers.decimal(line.slope(), 3);
    }

    private static Facts data(TrainingRun run) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("command", run.command());
        ObjectNode provenance = run.bundle().provenance().deepCopy();
        provenance.remove(SETTINGS);
        flatten("", provenance, facts);
        return table("Data and provenance", facts);
    }

    private static Facts timesAndMachine(TrainingRun run, double evaluationSeconds) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                run.plan().resumed() ? "resumed" : "begun",
                run.begun().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put(
                run.plan().resumed() ? "training since then, with its validation" : "training, with its validation",
                Numbers.duration(run.seconds()));
        if (!run.plan().validation().isEmpty()) {
            facts.put("measuring for this page", Numbers.duration(evaluationSeconds));
        }
        facts.putAll(MachineFacts.facts());
        return table("Time and machine", facts);
    }

    private static Facts table(String caption, Map<String, String> facts) {
        List<Row> rows = new ArrayList<>();
        facts.forEach((name, value) -> rows.add(new Row(name, value, Optional.empty())));
        return new Facts(caption, rows);
    }

    /** Every leaf of an object, named by its path in words. */
    private static void flatten(String path, JsonNode object, Map<String, String> facts) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = path + field.getKey().replace('_', ' ');
            JsonNode value = field.getValue();
            if (value.isObject()) {
                flatten(name + " ", value, facts);
            } else if (value.path(0).isObject()) {
                for (int i = 0; i < value.size(); i++) {
                    flatten(name + " " + i + " ", value.path(i), facts);
                }
            } else {
                facts.put(name, value.isArray() ? joined(value) : value.asText());
            }
        }
    }

    private static String joined(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }

    /**
     * What this process runs on, as far as it decides how long a training takes. Says nothing of
     * who runs it.
     */
    private static final class MachineFacts {
        private MachineFacts() {}

        /** Facts in words by name. */
        static Map<String, String> facts() {
            Map<String, String> facts = new LinkedHashMap<>();
            processor().ifPresent(name -> facts.put("processor", name));
            facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
            facts.put("system", property("os.name") + " " + property("os.version") + ", " + property("os.arch"));
            facts.put("Java", property("java.vm.name") + " " + property("java.runtime.version"));
            facts.put("heap at most", Numbers.count(Runtime.getRuntime().maxMemory() >> 20) + " MiB");
            ProcessHandle.current()
                    .info()
                    .totalCpuDuration()
                    .ifPresent(cpu ->
                            facts.put("CPU time of the process so far", Numbers.duration(cpu.toMillis() / 1000.0)));
            return facts;
        }

        private static String property(String name) {
            return System.getProperty(name, "unknown");
        }

        /** The processor's name, which Linux tells in a file. */
        private static Optional<String> processor() {
            try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst();
            } catch (IOException e) {
                return Optional.empty(); // another system: its name and architecture must do
            }
        }
    }
}
