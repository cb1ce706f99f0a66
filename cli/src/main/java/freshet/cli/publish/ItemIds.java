package freshet.cli.publish;

import freshet.cli.CommandException;
import freshet.cli.log.Blanks;
import freshet.model.file.NotTextException;
import freshet.model.file.Utf8Text;
import freshet.schema.event.EventLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Item ids from the command line, from a file or from standard input, one per line; each of 1 to
 * 256 characters.
 */
public final class ItemIds {
    private static final String STANDARD_INPUT = "-";

    private ItemIds() {}

    /**
     * The ids in the lines of a file, each as it is: blanks in front of it and behind it are its
     * own. Blank lines are left out.
     *
     * @param file its path, or {@code -} for standard input
     * @throws CommandException if the file is not UTF-8, or names a line that is too long for an id
     * @throws IOException if the file cannot be read
     */
    public static List<String> read(String file) throws IOException {
        List<String> ids = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                ids.add(checked(lines.get(i), "line " + (i + 1) + " of " + file));
            }
        }
        return ids;
    }

    private static List<String> lines(String file) throws IOException {
        try {
            return Utf8Text.lines(
                    file.equals(STANDARD_INPUT) ? Utf8Text.read(System.in) : Utf8Text.read(Path.of(file)));
        } catch (NotTextException e) {
            throw new CommandException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Says of ids that have blanks at their ends that these count, as they may be there by mistake;
     * empty if there are none.
     */
    static Optional<String> blankWarning(Collection<String> ids) {
        List<String> padded = ids.stream().filter(Blanks::around).toList();
        return padded.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        padded.size() + " of " + ids.size() + " ids begin or end with a blank, first \"" + padded.get(0)
                                + "\"; in a file ids are taken as they are, take the blanks out if they are no part"
                                + " of them");
    }

    /**
     * An id of the command line: blanks around it separate it from others, and are no part of it.
     *
     * @param option that gives it
     * @param spec of the command
     * @throws ParameterException if it can be no item's id
     */
    public static String typed(String id, String option, CommandSpec spec) {
        try {
            return checked(Blanks.stripped(id), "an id of " + option);
        } catch (CommandException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /**
     * The id itself.
     *
     * @param place where it was given
     * @throws CommandException if it can be no item's id
     */
    private static String checked(String id, String place) {
        int characters = id.codePointCount(0, id.length());
        if (characters < 1 || characters > EventLimits.DEFAULT_MAX_CHARACTERS) {
            throw new CommandException(place + " has " + characters + " characters; an item's id has 1 to "
                    + EventLimits.DEFAULT_MAX_CHARACTERS);
        }
        return id;
    }
}
