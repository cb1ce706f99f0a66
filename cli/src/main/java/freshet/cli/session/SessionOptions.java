package freshet.cli.session;

import freshet.cli.CommandException;
import freshet.cli.RetainedItems;
import freshet.cli.publish.ItemIds;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that give a model and a session: a picocli mixin. */
final class SessionOptions {
    @Option(names = "--model", required = true, paramLabel = "FILE", description = "A model's bundle, of any kind.")
    private Path model = Path.of("");

    @Option(
            names = "--session",
            split = ",",
            paramLabel = "ID",
            description =
                    "Item ids of the session, the oldest first, separated by commas; may be repeated. Blanks around"
                            + " an id are left out.")
    private List<String> typed = new ArrayList<>();

    @Option(
            names = "--session-from",
            paramLabel = "FILE",
            description = "The same from a file or a pipe in UTF-8, one id per line, for ids with commas;"
                    + " - is standard input.")
    private Optional<String> file = Optional.empty();

    @Option(
            names = "--max-items",
            defaultValue = "50",
            converter = RetainedItems.class,
            paramLabel = "N",
            description = "Newest events that an answer rests on, the jobs' session.max-items, at most "
                    + SessionRules.MOST_ITEMS + ". Default: ${DEFAULT-VALUE}.")
    private int maxItems;

    @Option(names = "--json", description = "Print one JSON object instead of lines for people.")
    private boolean json;

    /** Whether the answer is for a program. */
    boolean json() {
        return json;
    }

    /** The model's bundle. */
    Path model() {
        return model;
    }

    /** How many of the newest events an answer rests on; typed sessions have no pauses. */
    SessionRules rules() {
        return new SessionRules(SessionRules.NO_GAP, maxItems);
    }

    /**
     * Loads the model, and says which items of the session it does not know. The caller closes it.
     *
     * @throws CommandException if it knows none of them
     */
    ServedModel load(CommandSpec spec, List<String> session) {
        ServedModel served = ModelLoader.load(model, 1);
        try {
            KnownItems.warning(model, session, maxItems, served.model().vocabulary())
                    .ifPresent(warning -> say(spec, "warning: " + warning));
            return served;
        } catch (CommandException e) {
            served.close();
            throw e;
        }
    }

    /** Says a line that is no part of the answer. */
    static void say(CommandSpec spec, String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("freshet: " + line);
        err.flush();
    }

    /**
     * The session's item ids, the oldest first; at least one.
     *
     * @param spec of the command that has the options
     * @throws ParameterException if none is given, or it is given twice, or an id can be none
     * @throws CommandException if the file has none, or no text
     * @throws IOException if the file cannot be read
     */
    List<String> session(CommandSpec spec) throws IOException {
        if (typed.isEmpty() == file.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    (typed.isEmpty() ? "there is no session" : "there are two sessions")
                            + "; give --session ID,ID,… or --session-from FILE");
        }
        if (file.isPresent()) {
            List<String> ids = ItemIds.read(file.get());
            if (ids.isEmpty()) {
                throw new CommandException(
                        "--session-from " + file.get() + " has no item; write one id per line, the oldest first");
            }
            return ids;
        }
        List<String> ids = new ArrayList<>();
        for (String id : typed) {
            ids.add(ItemIds.typed(id, "--session", spec));
        }
        return ids;
    }
}
