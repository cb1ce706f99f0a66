package freshet.cli.similar;

import freshet.cli.AtLeastOne;
import freshet.cli.CommandException;
import freshet.cli.NearNames;
import freshet.cli.publish.ItemIds;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.ModelKinds;
import freshet.model.kind.RelatedItems;
import freshet.model.load.ModelLoader;
import freshet.model.text.Quote;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the items that a model relates most to one of its own. */
@Command(
        name = "similar",
        mixinStandardHelpOptions = true,
        description = "Shows the items that a model relates most to an item: of a model with an item embedding those"
                + " whose vectors have the greatest cosine with the item's, of a model that counts rules from item to"
                + " item those of its strongest rules.",
        footer = {"", "Exit status 1 if the model does not know the item, or relates no items."})
public final class SimilarCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model's bundle.")
    private Path file;

    @Option(
            names = "--item",
            required = true,
            paramLabel = "ID",
            description = "The item's id. Blanks around it are left out.")
    private String typed;

    @Option(
            names = "--count",
            defaultValue = "10",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Most items shown. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(names = "--json", description = "Print one JSON object on a line instead of the table.")
    private boolean json;

    @Override
    public Integer call() {
        String item = ItemIds.typed(typed, "--item", spec);
        ModelBundle bundle = BundleFile.read(file);
        ModelLoader.load(bundle, 1).close(); // a damaged bundle is refused as the job would refuse it
        RelatedItems related = ModelKinds.named(bundle.kind())
                .related(bundle)
                .orElseThrow(() -> new CommandException("model " + file + " is of kind " + bundle.kind()
                        + ", which has neither an item embedding nor rules from item to item; name a model that has,"
                        + " for example of kind gru4rec, item2vec or item-knn"));
        int row = bundle.vocabulary()
                .row(item)
                .orElseThrow(() -> new CommandException("model " + file + " does not know item " + Quote.of(item)
                        + NearNames.question(item, bundle.vocabulary().items()) + "; name one of its "
                        + bundle.vocabulary().size() + " items"));
        SimilarItems similar = new SimilarItems(file, bundle, row, related.measure(), related.of(row, count));
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? similar.json() : similar.table());
        out.flush();
        return 0;
    }
}
