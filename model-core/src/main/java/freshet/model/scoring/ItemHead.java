package freshet.model.scoring;

/**
 * What scores items: score of item i for query q = E_i · q + b_i.
 *
 * @param items number of items, at least 1
 * @param width floats of a query, at least 1
 * @param embedding E (items, width), row-major
 * @param bias b (items)
 * @param own what is added to the scores of a session's own items
 */
public record ItemHead(int items, int width, float[] embedding, float[] bias, OwnItemBias own) {

    /** One that scores all items alike. */
    public ItemHead(int items, int width, float[] embedding, float[] bias) {
        this(items, width, embedding, bias, OwnItemBias.NONE);
    }

    public ItemHead {
        if (embedding.length != Math.multiplyExact(items, width) || bias.length != items) {
            throw new IllegalArgumentException("item head of " + items + " items × " + width + " has "
                    + embedding.length + " embedding and " + bias.length + " bias values");
        }
    }

    /** E_i · q + b_i of one item for a query that begins at {@code at}; nothing is added. */
    public float score(int item, float[] queries, int at) {
        float score = bias[item];
        for (int j = 0; j < width; j++) {
            score += embedding[item * width + j] * queries[at + j];
        }
        return score;
    }
}
