package freshet.model.evaluation;

/**
 * What the lists of the first K items hold. The list is always the one that is served (ties in
 * vocabulary order, the current item left out where the settings say so), since a tie rule moves
 * the judged item alone.
 *
 * <p>An item's popularity is its number of events in the training data, scaled to [0, 1] over the
 * vocabulary: (n − min) / (max − min). The mean over what is recommended tells how far a model
 * leans on best-sellers (Ludewig &amp; Jannach 2018, "Evaluation of session-based recommendation
 * algorithms"); {@link #support} is the same unscaled (ARP in Abdollahpouri et al. 2019, "Managing
 * popularity bias in recommender systems with personalized re-ranking").
 *
 * @param recommended places filled in all lists
 * @param distinct different items in them
 * @param coverage share of the vocabulary that is in at least one list, in [0, 1] (Adomavicius
 *     &amp; Kwon 2012: aggregate diversity)
 * @param popularity mean popularity over all filled places, in [0, 1]; NaN without any, and where
 *     all items are as popular
 * @param nextPopularity mean popularity of the items that did come next and are known, in [0, 1],
 *     NaN in the same cases: what an unbiased list would have
 * @param support mean number of training events over all filled places; NaN without any
 */
public record CatalogueUse(
        long recommended, long distinct, double coverage, double popularity, double nextPopularity, double support) {}
