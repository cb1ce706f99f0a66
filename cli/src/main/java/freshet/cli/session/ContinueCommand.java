package freshet.cli.session;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.RetainedItems;
import freshet.cli.terminal.JsonLine;
import freshet.model.answer.SessionAnswerer.AnswerSource;
import freshet.model.answer.single.Continuation;
import freshet.model.answer.single.ContinuedItem;
import freshet.model.answer.single.ItemChoice;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import freshet.model.text.Quote;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet continue}. */
@Command(
        name = "continue",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Generates the next items of a session, a playlist for example: each item is chosen from the"
                + " model's answer to all before it.",
        footer = {
            "",
            "A line is a probability and an item. The probability is the model's, among the items that may come.",
            "Without --temperature the most likely item comes each time, and the same call gives the same items.",
            "Fewer items come where no other is left. Notes go to standard error.",
            "",
            "  ${ROOT-COMMAND-NAME} continue --model m.safetensors --session song-1,song-7 --length 10",
            "  ${ROOT-COMMAND-NAME} continue --model m.safetensors --session song-1 --temperature 0.8 --seed 7 --json"
        })
public final class ContinueCommand implements Callable<Integer> {
    private static final long USUAL_SEED = 42;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SessionOptions options = new SessionOptions();

    @Option(
            names = "--length",
            defaultValue = "20",
            converter = RetainedItems.class,
            paramLabel = "N",
            description = "Items to generate, at most " + SessionRules.MOST_ITEMS + ". Default: ${DEFAULT-VALUE}.")
    private int length;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description =
                    "Draw each item by chance: 1 by the model's probabilities, lower values prefer the likely items"
                            + " more. Default: no chance, the most likely item comes.")
    private Optional<Double> temperature = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Of the chance of --temperature: the same seed gives the same items. Default: " + USUAL_SEED + ".")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--repeats", description = "Let items come that the session has already. Default: each item once.")
    private boolean repeats;

    @Override
    public Integer call() throws IOException {
        ItemChoice choice = choice();
        List<String> session = options.session(spec);
        try (ServedModel served = options.load(spec, session)) {
            try (Continuation continuation =
                    new Continuation(served, options.rules(), System.currentTimeMillis(), choice, repeats)) {
                List<ContinuedItem> items = continuation.after(session, length);
                tell(items);
                print(session, KnownItems.unknown(session, served.model().vocabulary()), items);
            }
        }
        return ExitCode.OK;
    }

    private ItemChoice choice() {
        if (temperature.isEmpty()) {
            if (seed.isPresent()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--seed is of no use without --temperature: nothing is drawn by chance; give both or none");
            }
            return ItemChoice.mostLikely();
        }
        if (temperature.get() <= 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--temperature is " + temperature.get() + "; it must be over 0, or leave it out for the most likely"
                            + " items");
        }
        return ItemChoice.sampled(temperature.get(), seed.orElse(USUAL_SEED));
    }

    private void tell(List<ContinuedItem> items) {
        if (items.size() < length) {
            SessionOptions.say(
                    spec,
                    "only " + items.size() + " of " + length
                            + " items: the model knows no other that may come; --repeats lets items come again");
        }
        long popular = items.stream()
                .filter(item -> item.source() == AnswerSource.POPULAR)
                .count();
        if (popular > 0) {
            SessionOptions.say(
                    spec,
                    popular + " of " + items.size()
                            + " items are the most popular ones, where the model ranks no item that may come");
        }
    }

    private void print(List<String> session, List<String> unknown, List<ContinuedItem> items) {
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonLine.of(object(session, unknown, items)));
        } else {
            items.forEach(item ->
                    out.println(String.format(Locale.ROOT, "%.6f  ", item.probability()) + Quote.plain(item.itemId())));
        }
        out.flush();
    }

    private ObjectNode object(List<String> session, List<String> unknown, List<ContinuedItem> items) {
        ObjectNode object =
                new JsonMapper().createObjectNode().put("model", options.model().toString());
        session.forEach(object.putArray("session")::add);
        unknown.forEach(object.putArray("unknown")::add);
        object.putArray("items");
        for (ContinuedItem item : items) {
            object.withArray("items")
                    .addObject()
                    .put("itemId", item.itemId())
                    .put("probability", item.probability())
                    .put("source", item.source().name());
        }
        return object;
    }
}
