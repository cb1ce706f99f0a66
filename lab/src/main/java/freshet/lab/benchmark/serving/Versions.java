package freshet.lab.benchmark.serving;

import freshet.cli.Version;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;

/** Versions of what is measured, and the modules and options of Java that change its speed. */
final class Versions {
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
