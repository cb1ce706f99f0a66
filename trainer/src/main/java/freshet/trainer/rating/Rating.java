package freshet.trainer.rating;

/**
 * What a user gave to an item.
 *
 * @param user number of the user
 * @param item number of the item
 * @param value of the scale
 */
public record Rating(int user, int item, float value) {}
