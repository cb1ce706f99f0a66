package freshet.serving;

/**
 * Whether an item may be recommended, as one record of the items topic says.
 *
 * @param itemId the shop's own id of the item
 * @param available false withholds it
 * @param partition of the record
 * @param offset of the record in that partition
 * @param recordMillis timestamp of the record, milliseconds since 1970-01-01 UTC; negative if it
 *     has none
 */
public record Availability(String itemId, boolean available, int partition, long offset, long recordMillis)
        implements Notice {

    /**
     * Whether this record was written after another one of its item. Within a partition the offset
     * tells. An item that has records in two partitions moved when partitions were added: then the
     * records' times tell, and at equal times the higher partition, as those were added.
     */
    public boolean isNewerThan(Availability other) {
        if (partition == other.partition) {
            return offset > other.offset;
        }
        return recordMillis == other.recordMillis ? partition > other.partition : recordMillis > other.recordMillis;
    }
}
