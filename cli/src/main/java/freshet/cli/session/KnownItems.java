package freshet.cli.session;

import freshet.cli.CommandException;
import freshet.cli.NearNames;
import freshet.model.Vocabulary;
import freshet.model.text.Quote;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which items of a session the model does not know: the job skips these, and so do the commands.
 */
final class KnownItems {
    private static final int SHOWN = 10;

    private KnownItems() {}

    /** The unknown items of a session, each once, in its order. */
    static List<String> unknown(List<String> session, Vocabulary vocabulary) {
        return session.stream()
                .filter(item -> vocabulary.row(item).isEmpty())
                .distinct()
                .toList();
    }

    /**
     * One sentence that names what is skipped; empty if the model knows all items.
     *
     * @throws CommandException if it knows none of those that the answer rests on
     */
    static Optional<String> warning(Path model, List<String> session, int maxItems, Vocabulary vocabulary) {
        List<String> retained = session.subList(Math.max(0, session.size() - maxItems), session.size());
        List<String> unknown = unknown(retained, vocabulary);
        if (retained.stream().allMatch(unknown::contains)) {
            throw new CommandException("model " + model + " knows no item of the session: " + names(unknown, vocabulary)
                    + "; give at least one item that it was trained on, spelled as in its log");
        }
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        boolean one = unknown.size() == 1;
        return Optional.of("model " + model + " does not know " + unknown.size() + (one ? " item" : " items")
                + " of the session: " + names(unknown, vocabulary) + "; " + (one ? "it is" : "they are")
                + " skipped, as in the job");
    }

    private static String names(List<String> unknown, Vocabulary vocabulary) {
        return unknown.stream()
                        .limit(SHOWN)
                        .map(id -> Quote.of(id) + NearNames.question(id, vocabulary.items()))
                        .collect(Collectors.joining(", "))
                + (unknown.size() > SHOWN ? ", …" : "");
    }
}
