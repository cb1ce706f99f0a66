package freshet.gateway.item;

import freshet.gateway.settings.SettingException;
import freshet.model.data.LogException;
import freshet.model.data.LogLines;
import freshet.model.data.MalformedLineException;
import freshet.model.data.format.SeparatedFields;
import freshet.model.text.Quote;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The titles of a CSV file: setting {@code items.titles}. Its first line names the columns,
 * separated by commas: {@code itemId} and {@code title}, perhaps {@code category}, and any others,
 * which are passed over. Immutable.
 */
public final class TitlesFile implements ItemTitles {
    /** The setting that names the file. */
    public static final String SETTING = "items.titles";

    private static final String HEADER = "its first line must name the columns itemId,title or itemId,title,category";

    private final Map<String, ItemTitle> titles;

    /**
     * Reads the whole file; the last line of an item holds.
     *
     * @throws SettingException naming file and line, if it cannot be read
     */
    public TitlesFile(Path file) {
        Map<String, ItemTitle> read = new HashMap<>();
        try (InputStream in = Files.newInputStream(file)) {
            LogLines lines = new LogLines(in);
            lines.next();
            try {
                Columns columns = Columns.of(SeparatedFields.of(lines.text(), ','), file);
                while (lines.next()) {
                    columns.add(SeparatedFields.of(lines.text(), ','), read);
                }
            } catch (MalformedLineException e) {
                throw wrong(file, "line " + lines.number() + ": " + e.getMessage(), e);
            }
        } catch (LogException e) {
            throw wrong(file, e.getMessage(), e);
        } catch (IOException e) {
            throw wrong(file, "it cannot be read: " + e, e);
        }
        this.titles = Map.copyOf(read);
    }

    @Override
    public Optional<ItemTitle> of(String itemId) {
        return Optional.ofNullable(titles.get(itemId));
    }

    /** Items that have a title. */
    public int size() {
        return titles.size();
    }

    private static SettingException wrong(Path file, String what, Exception cause) {
        return new SettingException(SETTING + " is " + Quote.whole(file.toString()) + "; " + what, cause);
    }

    /** @param category -1 where there is none */
    private record Columns(int itemId, int title, int category) {

        static Columns of(List<String> names, Path file) {
            Columns columns = new Columns(names.indexOf("itemId"), names.indexOf("title"), names.indexOf("category"));
            if (columns.itemId < 0 || columns.title < 0) {
                throw new SettingException(SETTING + " is " + Quote.whole(file.toString()) + "; " + HEADER);
            }
            return columns;
        }

        void add(List<String> fields, Map<String, ItemTitle> into) throws MalformedLineException {
            if (fields.size() <= Math.max(itemId, Math.max(title, category))) {
                throw new MalformedLineException(
                        "it has " + fields.size() + " columns, fewer than the first line names");
            }
            if (!fields.get(title).isBlank()) {
                into.put(
                        fields.get(itemId),
                        new ItemTitle(
                                fields.get(title).strip(),
                                category < 0 ? "" : fields.get(category).strip()));
            }
        }
    }
}
