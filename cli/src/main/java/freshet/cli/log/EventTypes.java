package freshet.cli.log;

import freshet.model.data.LogException;
import freshet.model.data.LogSummary;
import freshet.model.data.LoggedEvent;
import freshet.schema.codec.Excerpt;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which types of events are taken from a log.
 *
 * @param wanted their names; all types if there is none
 */
public record EventTypes(Set<String> wanted) {
    /** All types. */
    public static final EventTypes ALL = new EventTypes(Set.of());

    private static final int SHOWN = 10;

    public EventTypes {
        wanted = Set.copyOf(wanted);
    }

    /** Whether an event is taken. */
    public boolean take(LoggedEvent logged) {
        return takes(logged.event().type());
    }

    /** How many events of a log are taken. */
    public long taken(LogSummary summary) {
        return summary.types().entrySet().stream()
                .filter(type -> takes(type.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /**
     * Makes sure that a log has events of all types that are wanted.
     *
     * @throws LogException if one is missing; the message names those that are there
     */
    public void requireIn(Path file, LogSummary summary) {
        wanted.stream()
                .sorted()
                .filter(type -> !summary.types().containsKey(type))
                .findFirst()
                .ifPresent(type -> {
                    throw new LogException("log " + file + " has no event of the type " + Excerpt.quoted(type)
                            + " of --event-types; it has "
                            + listed(summary, found -> ""));
                });
    }

    /**
     * How many events of each type were read from a log and which types are left out, on one line;
     * empty where it has one type and that is taken.
     */
    public Optional<String> words(LogSummary summary) {
        return summary.types().size() < 2 && wanted.isEmpty()
                ? Optional.empty()
                : Optional.of(listed(summary, type -> takes(type) ? "" : " left out by --event-types"));
    }

    private boolean takes(String type) {
        return wanted.isEmpty() || wanted.contains(type);
    }

    /** The most frequent first. */
    private static String listed(LogSummary summary, Function<String, String> behind) {
        List<Map.Entry<String, Long>> types = summary.types().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        return types.stream()
                        .limit(SHOWN)
                        .map(type -> String.format(
                                Locale.ROOT,
                                "%s %,d%s",
                                Excerpt.quoted(type.getKey()),
                                type.getValue(),
                                behind.apply(type.getKey())))
                        .collect(Collectors.joining(", "))
                + (types.size() > SHOWN ? ", … and " + (types.size() - SHOWN) + " types more" : "");
    }
}
