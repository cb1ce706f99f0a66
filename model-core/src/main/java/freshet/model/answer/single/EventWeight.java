package freshet.model.answer.single;

/**
 * What an event of a session weighs in the recommendation of an item.
 *
 * @param position of the event in the session, 1 the oldest
 * @param itemId external id of the event's item
 * @param probability of the recommended item with the event, in [0, 1]
 * @param without the recommended item's probability in the session without the event, in [0, 1]; 0
 *     if the model does not rank it there
 */
public record EventWeight(int position, String itemId, float probability, float without) {

    /**
     * How much of the probability the event brings, in [−1, 1]: over 0 if it speaks for the item,
     * under 0 if it speaks against it.
     */
    public float weight() {
        return probability - without;
    }
}
