package freshet.cli.ratings;

import freshet.cli.AtLeastOne;
import freshet.cli.terminal.Effort;
import freshet.cli.terminal.Progress;
import freshet.trainer.rating.RatingContest;
import freshet.trainer.rating.RatingContest.Result;
import freshet.trainer.rating.RatingFolds;
import freshet.trainer.rating.RatingFolds.Fold;
import freshet.trainer.rating.RatingTrainer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares models that predict ratings. */
@Command(
        name = "ratings",
        mixinStandardHelpOptions = true,
        description = "Compares models that predict how a user rates an item, over folds of a log: biases alone, SVD++"
                + " and a network (NCF). Each fold is predicted by models that learned from the others; how many"
                + " passes they make is chosen on a tenth of these. RMSE and MAE are in units of the scale; accuracy"
                + " is the share of ratings to which no other value of the scale is nearer.",
        footer = {
            "",
            "Example: ${ROOT-COMMAND-NAME} ratings --ratings ratings.csv.gz",
            "The file begins with a line like userId,movieId,rating,timestamp, as those of MovieLens do."
        })
public final class RatingsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--ratings",
            required = true,
            paramLabel = "FILE",
            description = "A table with a header, separated by comma, semicolon or tab, and a rating per line; .gz is"
                    + " read as is. Of two ratings of a user for an item the later one counts: by a column timestamp"
                    + " or time of numbers, or by the order of the lines.")
    private Path file;

    @Option(
            names = "--column-user",
            paramLabel = "NAME",
            description = "The column of the user's id. Default: guessed by its name.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--column-item",
            paramLabel = "NAME",
            description = "The column of the item's id. Default: guessed by its name.")
    private Optional<String> item = Optional.empty();

    @Option(
            names = "--column-rating",
            paramLabel = "NAME",
            description = "The column of the rating, a number. Default: guessed by its name.")
    private Optional<String> rating = Optional.empty();

    @Option(
            names = "--models",
            split = ",",
            defaultValue = "bias,svdpp,ncf",
            paramLabel = "MODEL",
            description = "Which: ${COMPLETION-CANDIDATES}. bias is always among them, as others are measured by it."
                    + " Default: all.")
    private Set<RatingKind> kinds = new LinkedHashSet<>();

    @Option(
            names = "--folds",
            defaultValue = "5",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description =
                    "At least 2: ratings are sorted by the SHA-256 of user, tab and item; the one at place i, from"
                            + " 0, is in fold i modulo N. Default: ${DEFAULT-VALUE}.")
    private int folds;

    @Option(
            names = "--seeds",
            split = ",",
            defaultValue = "42,43,44",
            paramLabel = "N",
            description = "A training each per fold; bias has none. Default: ${DEFAULT-VALUE}.")
    private Set<Long> seeds = new LinkedHashSet<>();

    @Override
    public Integer call() {
        if (folds < 2) {
            throw new ParameterException(
                    spec.commandLine(), "--folds is 1; a fold is predicted by others: give 2 or more");
        }
        PrintWriter out = spec.commandLine().getOut();
        RatingLog log = RatingLog.read(file, new RatingFormat(user, item, rating), out);
        RatingFolds parts = new RatingFolds(log.table(), folds);
        out.printf(
                Locale.ROOT,
                "%,d ratings of %,d users for %,d items, from %s to %s in %d steps; %d folds%n",
                log.table().ratings().size(),
                log.table().users().size(),
                log.table().items().size(),
                log.scale().get(0),
                log.scale().get(log.scale().size() - 1),
                log.scale().size(),
                folds);
        if (log.summary().malformed() > 0) {
            out.println("left out: " + log.summary().faults());
        }
        out.flush();
        kinds.add(RatingKind.BIAS);
        List<RatingRow> rows = new ArrayList<>();
        for (RatingKind kind : RatingKind.values()) {
            if (kinds.contains(kind)) {
                rows.add(row(kind, parts, log.scale()));
            }
        }
        print(out, rows);
        return 0;
    }

    private RatingRow row(RatingKind kind, RatingFolds parts, List<Float> scale) {
        RatingContest contest = new RatingContest(scale);
        List<Fold> all = IntStream.range(0, parts.count()).mapToObj(parts::fold).toList();
        List<List<Result>> bySeed = new ArrayList<>();
        Effort.Start start = Effort.Start.now();
        try (Progress bar = Progress.start(kind.toString(), (long) seeds.size() * all.size())) {
            for (long seed : seeds) {
                List<Result> results = new ArrayList<>();
                for (Fold fold : all) {
                    RatingTrainer trainer = kind.trainer(fold, scale);
                    results.add(contest.run(trainer, fold, seed));
                    bar.stepTo((long) bySeed.size() * all.size() + results.size());
                }
                bySeed.add(results);
                if (kind == RatingKind.BIAS) {
                    break;
                }
            }
        }
        return new RatingRow(kind, bySeed, start.untilNow().cpuSeconds() / (bySeed.size() * all.size()));
    }

    private static void print(PrintWriter out, List<RatingRow> rows) {
        double baseline = rows.get(0).rmse();
        out.println();
        out.println("| model | RMSE | spread | MAE | accuracy, % | RMSE below `bias` | CPU s |");
        out.println("|---|--:|--:|--:|--:|--:|--:|");
        rows.forEach(row -> out.println(row.text(baseline)));
        out.flush();
    }
}
