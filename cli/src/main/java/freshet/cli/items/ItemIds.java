package freshet.cli.items;

import freshet.cli.CommandException;
import freshet.schema.event.EventLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Item ids from the command line, from a file or from standard input, one per line; each of 1 to 256 characters. */
final class ItemIds {
    private static final String STANDARD_INPUT = "-";

    private ItemIds() {}

    /**
     * The ids in the lines of a file; empty lines and spaces around an id are left out.
     *
     * @param file its path, or {@code -} for standard input
     * @throws CommandException if the file is not UTF-8, naming a line that is too long for an id
     * @throws IOException if the file cannot be read
     */
    static List<String> read(String file) throws IOException {
        List<String> ids = new ArrayList<>();
        try (BufferedReader lines = open(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String id = line.strip();
                if (!id.isEmpty()) {
                    ids.add(checked(id, "line " + number + " of " + file));
                }
            }
        } catch (CharacterCodingException e) {
            throw new CommandException(file + " is not UTF-8 after line " + ids.size() + "; write the ids in UTF-8", e);
        }
        return ids;
    }

    private static BufferedReader open(String file) throws IOException {
        return file.equals(STANDARD_INPUT)
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8.newDecoder()))
                : Files.newBufferedReader(Path.of(file));
    }

    /**
     * The id itself.
     *
     * @param place where it was given
     * @throws CommandException if it can be no item's id
     */
    static String checked(String id, String place) {
        int characters = id.codePointCount(0, id.length());
        if (characters < 1 || characters > EventLimits.DEFAULT_MAX_CHARACTERS) {
            throw new CommandException(place + " has " + characters + " characters; an item's id has 1 to "
                    + EventLimits.DEFAULT_MAX_CHARACTERS);
        }
        return id;
    }
}
