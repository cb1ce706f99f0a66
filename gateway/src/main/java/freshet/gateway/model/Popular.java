package freshet.gateway.model;

import freshet.model.RankedItems;
import freshet.model.Vocabulary;
import freshet.model.load.ServedModel;
import freshet.schema.RecommendedItem;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The most popular items of a model, those included that are withheld. Immutable.
 *
 * @param modelVersion that tells them; 0 if there is none
 * @param items the most viewed first, with their shares of all events
 */
public record Popular(long modelVersion, List<RecommendedItem> items) {
    /** No model tells any. */
    static final Popular NONE = new Popular(0, List.of());

    private static final int MOST = 1_000;
    private static final int ONLY = 0;

    public Popular {
        items = List.copyOf(items);
    }

    static Popular of(ServedModel served) {
        Vocabulary vocabulary = served.model().vocabulary();
        RankedItems ranked = new RankedItems(1, Math.min(MOST, vocabulary.size()));
        served.popular().rank(ONLY, ranked);
        return new Popular(
                served.version(),
                IntStream.range(0, ranked.count(ONLY))
                        .mapToObj(rank -> new RecommendedItem(
                                vocabulary.item(ranked.row(ONLY, rank)), ranked.probability(ONLY, rank)))
                        .toList());
    }
}
