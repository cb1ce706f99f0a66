package freshet.gateway.model;

import freshet.gateway.http.Problem;
import freshet.model.Vocabulary;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.ModelKinds;
import freshet.model.kind.RelatedItems;
import freshet.model.text.Quote;
import freshet.serving.Announcement;
import freshet.serving.model.BundleFetcher;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * The items that the served model relates to one of its own. A model that serves has no vectors of
 * items in a form to compare: the first call after a swap fetches the bundle again and keeps what
 * is needed. Threads share it.
 */
final class SimilarItems {
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final BundleFetcher fetcher;
    private Optional<Load> newest = Optional.empty(); // guarded by this

    SimilarItems(BundleFetcher fetcher) {
        this.fetcher = fetcher;
    }

    /**
     * What a bundle relates, once it is there.
     *
     * @return fails with a {@link Problem} if the bundle cannot be fetched
     */
    synchronized CompletableFuture<Relations> of(Announcement served) {
        Optional<Load> usable =
                newest.filter(load -> load.announcement.equals(served) && !load.relations.isCompletedExceptionally());
        if (usable.isPresent()) {
            return usable.get().relations;
        }
        Load load = new Load(served, new CompletableFuture<>());
        newest = Optional.of(load);
        Thread thread = new Thread(() -> load(load), "gateway-similar-" + served.version());
        thread.setDaemon(true);
        thread.start();
        return load.relations;
    }

    private void load(Load load) {
        try (FileChannel file = fetcher.toLocalFile(load.announcement.bundle())) {
            ModelBundle bundle =
                    BundleFile.read(file, load.announcement.bundle().getUri());
            load.relations.complete(new Relations(
                    load.announcement.version(),
                    bundle.kind(),
                    bundle.vocabulary(),
                    ModelKinds.named(bundle.kind()).related(bundle)));
        } catch (BundleException | IOException e) {
            load.relations.completeExceptionally(Problem.unavailable(
                    "the bundle of version " + load.announcement.version() + " cannot be read: " + e.getMessage(),
                    RETRY));
        } catch (RuntimeException | Error e) { // the callers are told
            load.relations.completeExceptionally(e);
        }
    }

    private record Load(Announcement announcement, CompletableFuture<Relations> relations) {}

    /** What a version relates. Immutable. */
    record Relations(long version, String kind, Vocabulary vocabulary, Optional<RelatedItems> related) {

        /**
         * The items most related to one.
         *
         * @param withheld items that are passed over
         * @throws Problem if the model does not know it, or relates no items
         */
        Similar to(String itemId, int wanted, Predicate<String> withheld) {
            RelatedItems relations = related.orElseThrow(() -> Problem.of(
                    501,
                    "model",
                    "model version " + version + " is of kind " + kind
                            + ", which has neither an item embedding nor rules from item to item",
                    "serve a model that has, for example of kind gru4rec, item2vec or item-knn"));
            int row = vocabulary
                    .row(itemId)
                    .orElseThrow(() -> Problem.notFound(
                            "path part id",
                            "model version " + version + " does not know item " + Quote.of(itemId),
                            "give one of /v1/items"));
            List<Item> items = relations.of(row, vocabulary.size()).stream()
                    .map(found -> new Item(vocabulary.item(found.row()), found.value()))
                    .filter(item -> !withheld.test(item.itemId()))
                    .limit(wanted)
                    .toList();
            return new Similar(version, relations.measure(), items);
        }
    }

    /**
     * Related items, the greatest score first.
     *
     * @param measure what the scores are, for example {@code cosine}
     */
    record Similar(long modelVersion, String measure, List<Item> items) {}

    record Item(String itemId, double score) {}
}
