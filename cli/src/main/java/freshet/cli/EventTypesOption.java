package freshet.cli;

import freshet.cli.log.EventTypes;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The option {@code --event-types}, the same in every command that learns or measures. */
public final class EventTypesOption {
    @Option(
            names = "--event-types",
            split = ",",
            paramLabel = "TYPE",
            description = "Take only events of these types, for example view,cart; the others are passed over, as if "
                    + "the log had none. The job takes every event of its topic: send it these types alone, then. "
                    + "Default: all types alike.")
    private Set<String> wanted = new LinkedHashSet<>();

    /** The types as given, without blanks around them. */
    public EventTypes types() {
        return new EventTypes(wanted.stream().map(String::strip).collect(Collectors.toSet()));
    }
}
