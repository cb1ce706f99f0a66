package freshet.cli.item;

import freshet.cli.CommandException;
import freshet.cli.terminal.Progress;
import freshet.model.catalog.IdIndex;
import freshet.model.catalog.PagedLongs;
import freshet.model.data.LogException;
import freshet.schema.Item;
import freshet.schema.codec.Excerpt;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.event.EventLimits;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;

/**
 * A file of items. It is read twice: once to check all of it, and once to send it, so that nothing
 * of a faulty file is sent and none has to fit into memory. For one thread.
 */
public final class ItemFile {
    private static final int SHOWN = 10;
    private static final SingleObjectCodec<Item> ITEMS = new SingleObjectCodec<>(Item.class);

    private final Path file;
    private final ItemFormat format;

    /**
     * A file that is there.
     *
     * @param format empty if the file's name tells it
     * @throws CommandException if it is none, or its name does not tell the format
     */
    public ItemFile(Path file, Optional<ItemFormat> format) {
        if (Files.isDirectory(file)) {
            throw new CommandException(file + " is a folder; name a file");
        }
        this.file = file;
        this.format = format.or(() -> ItemFormat.of(file.toString()))
                .orElseThrow(() -> new CommandException("the name of " + file
                        + " does not tell its format; end it with .csv, .jsonl or .avro, or give --item-format"));
    }

    /**
     * What a file has.
     *
     * @param items how many
     * @param attributes of them, by name, with how many items have it
     */
    public record Contents(long items, Map<String, Long> attributes) {}

    /**
     * Checks all of the file.
     *
     * @throws CommandException naming the first faulty lines with value and remedy
     */
    public Contents check() throws IOException {
        Checks checks = new Checks();
        read("checking " + file.getFileName(), checks);
        if (checks.faultCount > 0) {
            throw new CommandException(String.format(
                    Locale.ROOT,
                    "%,d of %,d items of %s cannot be loaded, and none was sent:%n  %s%s",
                    checks.faultCount,
                    checks.faultCount + checks.items,
                    file,
                    String.join(System.lineSeparator() + "  ", checks.faults),
                    checks.faultCount > SHOWN ? System.lineSeparator() + "  …" : ""));
        }
        Map<String, Long> attributes = new HashMap<>();
        checks.attributes.forEach((name, seen) -> attributes.put(name, seen.items));
        return new Contents(checks.items, attributes);
    }

    /**
     * Hands over the items of a file that was checked.
     *
     * @param taker is given each item, and whether the file says if it is available
     */
    public void forEach(BiConsumer<Item, Boolean> taker) throws IOException {
        read("", new ItemSink() {
            @Override
            public void item(long number, Item item, boolean saysAvailable) {
                taker.accept(item, saysAvailable);
            }

            @Override
            public void fault(long number, String fault) {
                throw new CommandException(file + " has changed since it was checked: " + format.unit() + " " + number
                        + ": " + fault + "; give the command again");
            }
        });
    }

    private void read(String task, ItemSink sink) throws IOException {
        try (Progress progress = Progress.start(task, Files.size(file));
                InputStream in =
                        new Counted(Files.newInputStream(file), task.isEmpty() ? done -> {} : progress::stepTo)) {
            format.read(new BufferedInputStream(in), sink);
        } catch (NoSuchFileException e) {
            throw new CommandException("there is no file " + file + "; check its name", e);
        } catch (LogException e) {
            throw new CommandException(
                    file + " cannot be read as " + format.name().toLowerCase(Locale.ROOT) + ": " + e.getMessage(), e);
        }
    }

    /** How the first item with an attribute has it. */
    private static final class Seen {
        private final boolean number;
        private final long place;
        private final String value;
        private long items;

        Seen(Object value, long place) {
            this.number = value instanceof Double;
            this.place = place;
            this.value = text(value);
        }

        static String text(Object value) {
            return value instanceof Double number
                    ? "the number " + number
                    : value instanceof String text ? "the string " + Excerpt.quoted(text) : "a list";
        }
    }

    /** What one item cannot show: ids that come twice, attributes that are now this, now that. */
    private final class Checks implements ItemSink {
        private final IdIndex ids = new IdIndex();
        private final PagedLongs places = new PagedLongs();
        private final Map<String, Seen> attributes = new HashMap<>();
        private final List<String> faults = new ArrayList<>();
        private long faultCount;
        private long items;

        @Override
        public void item(long number, Item item, boolean saysAvailable) {
            int known = ids.find(item.getItemId());
            if (known != IdIndex.NONE) {
                fault(
                        number,
                        "item " + Excerpt.quoted(item.getItemId()) + " is on " + format.unit() + " " + places.get(known)
                                + " already; leave one of them out");
                return;
            }
            int bytes = ITEMS.encode(item).length;
            if (bytes > EventLimits.DEFAULT_MAX_PAYLOAD_BYTES) {
                fault(
                        number,
                        String.format(
                                Locale.ROOT,
                                "item %s has %,d bytes; at most %,d are allowed: shorten its attributes",
                                Excerpt.quoted(item.getItemId()),
                                bytes,
                                EventLimits.DEFAULT_MAX_PAYLOAD_BYTES));
                return;
            }
            for (Map.Entry<String, Object> attribute : item.getAttributes().entrySet()) {
                Seen first =
                        attributes.computeIfAbsent(attribute.getKey(), name -> new Seen(attribute.getValue(), number));
                if (first.number != attribute.getValue() instanceof Double) {
                    fault(
                            number,
                            "attribute " + Excerpt.quoted(attribute.getKey()) + " is "
                                    + Seen.text(attribute.getValue()) + ", and on " + format.unit() + " " + first.place
                                    + " it is "
                                    + first.value + "; write it alike in all items");
                    return;
                }
                first.items++;
            }
            places.set(ids.enter(item.getItemId()), number);
            items++;
        }

        @Override
        public void fault(long number, String fault) {
            if (faultCount++ < SHOWN) {
                faults.add(format.unit() + " " + number + ": " + fault);
            }
        }
    }

    /** Tells how many bytes were read. */
    private static final class Counted extends FilterInputStream {
        private final LongConsumer listener;
        private long bytes;

        Counted(InputStream in, LongConsumer listener) {
            super(in);
            this.listener = listener;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            bytes += Math.max(read, 0);
            listener.accept(bytes);
            return read;
        }
    }
}
