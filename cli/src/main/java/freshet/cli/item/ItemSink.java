package freshet.cli.item;

import freshet.schema.Item;

/** Takes what a file of items has, in its order. */
interface ItemSink {

    /**
     * An item, each field of which is in its range.
     *
     * @param number of its line or record, from 1
     * @param saysAvailable whether the file says if it is available; if not, it counts as available
     */
    void item(long number, Item item, boolean saysAvailable);

    /**
     * What can be no item.
     *
     * @param number of its line or record, from 1
     * @param fault the field, its value, what would be right
     */
    void fault(long number, String fault);
}
