package freshet.cli.publish;

import freshet.cli.CommandException;
import freshet.cli.NearNames;
import freshet.cli.kafka.KafkaConnection;
import freshet.model.Vocabulary;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleFile;
import freshet.model.text.Quote;
import freshet.schema.ModelAnnouncement;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells ids that the announced model does not know, as they may be misspelled. It is a hint: where
 * there is no model, or its bundle cannot be read from here, there is none.
 */
final class UnknownItems {
    private static final int SHOWN = 10;

    private UnknownItems() {}

    /**
     * One sentence about the unknown ids, or about why they cannot be told; empty if all are known,
     * or no model is announced.
     *
     * @param topic of the announcements
     * @param model its name
     * @param withheld ids that are withheld, and {@code released} those that are released
     */
    static Optional<String> hint(
            KafkaConnection connection, String topic, String model, Set<String> withheld, Set<String> released) {
        Set<String> ids = new HashSet<>(withheld);
        ids.addAll(released);
        Optional<ModelAnnouncement> newest;
        try {
            newest = new Announcements(connection, topic, warning -> {}).newest(model);
        } catch (CommandException e) {
            return Optional.empty(); // without such a topic, or the right to read it, nothing is known of the model
        }
        return newest.flatMap(announced -> {
            String name = "model " + model + " version " + announced.getVersion();
            try {
                return unknown(name, BundleFile.vocabulary(Path.of(URI.create(announced.getUri()))), ids, withheld);
            } catch (BundleException | IllegalArgumentException | FileSystemNotFoundException e) {
                return Optional.of("whether " + name + " knows the ids is not looked up: " + announced.getUri()
                        + " cannot be read from here");
            }
        });
    }

    private static Optional<String> unknown(String name, Vocabulary vocabulary, Set<String> ids, Set<String> withheld) {
        List<String> unknown =
                ids.stream().filter(id -> vocabulary.row(id).isEmpty()).sorted().toList();
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        String shown = unknown.stream()
                .limit(SHOWN)
                .map(id -> Quote.of(id) + NearNames.question(id, vocabulary.items()))
                .collect(Collectors.joining(", "));
        return Optional.of(name + " does not know " + unknown.size() + " of " + ids.size() + " ids: " + shown
                + (unknown.size() > SHOWN ? ", …" : "") + "; check the spelling"
                + (unknown.stream().anyMatch(withheld::contains) ? ", or release an id again" : ""));
    }
}
