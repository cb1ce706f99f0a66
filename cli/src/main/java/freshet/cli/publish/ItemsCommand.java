package freshet.cli.publish;

import freshet.cli.CommandException;
import freshet.cli.item.ItemFile;
import freshet.cli.item.ItemFormat;
import freshet.cli.item.ItemJson;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.KafkaOptions;
import freshet.cli.kafka.TableTopic;
import freshet.cli.kafka.TopicNames;
import freshet.model.text.Quote;
import freshet.schema.Item;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet items}. */
@Command(
        name = "items",
        mixinStandardHelpOptions = true,
        description = "Says what running jobs and gateways keep to at once: loads the catalogue of items with their"
                + " attributes, withholds items from every recommendation, or releases them. Or shows what they"
                + " know.",
        footer = {
            "",
            "Jobs keep to the topic that their setting items.topic names, which is none by default.",
            "The newest record of an item holds as a whole; --withhold and --release keep the rest of it.",
            "A file that does not say whether an item is available leaves it as it is.",
            "Columns of a CSV file: itemId, and if known title, available, availableFrom, availableUntil,",
            "boost and vector; others are attributes: color, price:number, tags:list (a|b|c).",
            "Blanks around an id are left out here; in a file of ids they are part of it.",
            "Ids that the announced model does not know are told, and withheld all the same.",
            "Exit status 0 only if the broker has every record."
        })
public final class ItemsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--withhold",
            split = ",",
            paramLabel = "ID",
            description = "Items that may not be recommended, separated by commas; may be repeated.")
    private List<String> withhold = new ArrayList<>();

    @Option(
            names = "--release",
            split = ",",
            paramLabel = "ID",
            description = "Items that may be recommended again, separated by commas; may be repeated.")
    private List<String> release = new ArrayList<>();

    @Option(
            names = "--withhold-from",
            paramLabel = "FILE",
            description = "The same from a file or a pipe in UTF-8, one id per line; - is standard input.")
    private Optional<String> withholdFrom;

    @Option(
            names = "--release-from",
            paramLabel = "FILE",
            description = "The same from a file or a pipe in UTF-8, one id per line; - is standard input.")
    private Optional<String> releaseFrom;

    @Option(
            names = "--load",
            paramLabel = "FILE",
            description =
                    "Items with attributes from a file: CSV, a JSON object per line, or Avro. All of it is checked"
                            + " before anything is sent.")
    private Optional<Path> load;

    @Option(
            names = "--item-format",
            paramLabel = "FORMAT",
            description = "Format of that file: csv, jsonl or avro. Default: as its name ends")
    private Optional<ItemFormat> format;

    @Option(names = "--dry-run", description = "Check the file of --load, and send nothing.")
    private boolean dryRun;

    @Option(
            names = "--show",
            split = ",",
            paramLabel = "ID",
            description = "Print what is known of items, a line of JSON each; separated by commas; may be repeated.")
    private List<String> show = new ArrayList<>();

    @Option(
            names = "--export",
            description = "Print all that is known of all items, a line of JSON each, as --load reads it.")
    private boolean export;

    @Option(
            names = "--delete",
            split = ",",
            paramLabel = "ID",
            description = "Items to forget, with all that is known of them; separated by commas; may be repeated.")
    private List<String> delete = new ArrayList<>();

    @Option(names = "--list", description = "Print the ids of the items that are withheld now, one per line, sorted.")
    private boolean list;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            defaultValue = TopicNames.USUAL_ITEMS,
            description = "Where that is said. Default: ${DEFAULT-VALUE}")
    private String topic;

    @Mixin
    private ModelTopicOptions model;

    @Override
    public Integer call() throws IOException {
        boolean change = !(withhold.isEmpty() && release.isEmpty() && withholdFrom.isEmpty() && releaseFrom.isEmpty());
        long others = Stream.of(list, export, !show.isEmpty(), !delete.isEmpty(), load.isPresent())
                .filter(given -> given)
                .count();
        if (list && change) {
            throw wrong("--list changes nothing; give it alone");
        }
        if (others > 1 || others == 1 && change) {
            throw wrong("--list, --export, --show, --delete, --load and --withhold or --release are different things"
                    + " to do; give one of them");
        }
        if (load.isEmpty() && (dryRun || format.isPresent())) {
            throw wrong("--dry-run and --item-format belong to --load; name a file with it");
        }
        if (load.isPresent()) {
            return load(new ItemFile(load.get(), format));
        }
        if (others == 1) {
            return kafka.connected(this::look);
        }
        if (!change) {
            throw wrong("there is no item to withhold or release; give --withhold or --release, or a file with"
                    + " --withhold-from or --release-from; or --load, --show, --export, --delete or --list");
        }
        if (withholdFrom.isPresent() && withholdFrom.equals(releaseFrom)) {
            throw wrong("--withhold-from and --release-from are both " + withholdFrom.get());
        }
        String modelName = model.name(spec);
        Set<String> withheld = ids("--withhold", withhold, withholdFrom);
        Set<String> released = ids("--release", release, releaseFrom);
        requireApart(withheld, released);
        Set<String> all = new LinkedHashSet<>(withheld);
        all.addAll(released);
        ItemIds.blankWarning(all).ifPresent(this::warn);
        return kafka.connected(connection -> {
            int status = send(withheld, released, connection);
            UnknownItems.hint(connection, model.topic(), modelName, withheld, released)
                    .ifPresent(this::warn);
            return status;
        });
    }

    private Set<String> ids(String option, List<String> given, Optional<String> file) throws IOException {
        Set<String> ids = new LinkedHashSet<>();
        for (String id : given) {
            ids.add(typed(id, option));
        }
        if (file.isPresent()) {
            ids.addAll(ItemIds.read(file.get()));
        }
        return ids;
    }

    private String typed(String id, String option) {
        return ItemIds.typed(id, option, spec);
    }

    private void requireApart(Set<String> withheld, Set<String> released) {
        Optional<String> both = withheld.stream().filter(released::contains).findFirst();
        if (both.isPresent()) {
            throw wrong("item " + both.get() + " is to be withheld and to be released; name it once");
        }
    }

    private int send(Set<String> withheld, Set<String> released, KafkaConnection connection) {
        topic(connection).send(withheld, released);
        if (!withheld.isEmpty()) {
            TableTopic.ITEMS.warning(connection, topic).ifPresent(this::warn);
        }
        say(withheld.size() + " withheld and " + released.size() + " released on topic " + topic + keptTo());
        return ExitCode.OK;
    }

    private ItemsTopic topic(KafkaConnection connection) {
        return new ItemsTopic(connection, topic, Clock.systemUTC(), this::warn);
    }

    private String keptTo() {
        return ", which jobs with items.topic=" + topic + " keep to";
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private int load(ItemFile file) throws IOException {
        ItemFile.Contents contents = file.check();
        String items = String.format(Locale.ROOT, "%,d items", contents.items())
                + (contents.attributes().isEmpty()
                        ? ""
                        : " with "
                                + new TreeMap<>(contents.attributes())
                                        .entrySet().stream()
                                                .map(each -> Quote.plain(each.getKey())
                                                        + String.format(Locale.ROOT, " (%,d)", each.getValue()))
                                                .collect(Collectors.joining(", ")));
        if (dryRun) {
            say("nothing is sent: " + load.get() + " has " + items);
            return ExitCode.OK;
        }
        return kafka.connected(connection -> {
            try {
                topic(connection).load(file, contents.items());
            } catch (IOException e) {
                throw new CommandException(load.get() + " cannot be read: " + e, e);
            }
            TableTopic.ITEMS.warning(connection, topic).ifPresent(this::warn);
            say(items + " are on topic " + topic + keptTo());
            return ExitCode.OK;
        });
    }

    private int look(KafkaConnection connection) {
        ItemsTopic items = topic(connection);
        if (list) {
            return list(items.items().withheld());
        }
        return export ? export(items.items()) : show.isEmpty() ? delete(items) : show(items.items());
    }

    private int delete(ItemsTopic items) {
        Set<String> ids = new LinkedHashSet<>();
        delete.forEach(id -> ids.add(typed(id, "--delete")));
        items.delete(ids);
        say(ids.size() + (ids.size() == 1 ? " item is" : " items are") + " forgotten on topic " + topic + keptTo());
        return ExitCode.OK;
    }

    private int show(TopicItems items) {
        Set<String> ids = new LinkedHashSet<>();
        show.forEach(id -> ids.add(typed(id, "--show")));
        Map<String, Item> known = items.named(ids);
        ItemJson json = new ItemJson();
        ids.stream().filter(known::containsKey).forEach(id -> print(json.line(known.get(id))));
        List<String> missing =
                ids.stream().filter(id -> !known.containsKey(id)).map(Quote::of).toList();
        if (missing.isEmpty()) {
            return ExitCode.OK;
        }
        throw new CommandException("topic " + topic + " says nothing of " + String.join(", ", missing)
                + "; check the spelling, or load the items");
    }

    private int export(TopicItems items) {
        ItemJson json = new ItemJson();
        long count = items.forEach(item -> print(json.line(item)));
        spec.commandLine().getOut().flush();
        tell(String.format(Locale.ROOT, "%,d items are known on topic %s", count, topic));
        return ExitCode.OK;
    }

    private int list(Set<String> withheld) {
        withheld.forEach(id -> print(Quote.plain(id)));
        spec.commandLine().getOut().flush();
        tell(withheld.size() + (withheld.size() == 1 ? " item is" : " items are") + " withheld on topic " + topic);
        return ExitCode.OK;
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
    }

    private void tell(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private void warn(String warning) {
        spec.commandLine().getErr().println("freshet: warning: " + warning);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
