package freshet.model.scoring;

/**
 * What scores items: score of item i for query q = E_i · q + b_i.
 *
 * @param items number of items, at least 1
 * @param width floats of a query, at least 1
 * @param embedding E (items, width), row-major
 * @param bias b (items)
 */
public record ItemHead(int items, int width, float[] embedding, float[] bias) {

    public ItemHead {
        if (embedding.length != Math.multiplyExact(items, width) || bias.length != items) {
            throw new IllegalArgumentException("item head of " + items + " items × " + width + " has "
                    + embedding.length + " embedding and " + bias.length + " bias values");
        }
    }
}
