package freshet.job.stream;

/**
 * Whether an item may be recommended, as one record of the items topic says.
 *
 * @param itemId the shop's own id of the item
 * @param available false withholds it
 * @param partition where the record stands
 * @param offset where the record stands in that partition
 */
public record Availability(String itemId, boolean available, int partition, long offset) implements Notice {}
