package freshet.model.catalog;

/**
 * What the catalogue says of how an item may be recommended. Immutable.
 *
 * @param item its number in the catalogue, or {@link IdIndex#NONE}
 * @param passes whether it passes the filter
 * @param from first minute since 1970 at which it may be recommended
 * @param until first minute since 1970 at which it may not any more
 * @param logBoost ln of what its weight is multiplied with, 0 where that is 1
 */
public record ItemRule(int item, boolean passes, int from, int until, float logBoost) {

    /** Whether there is a minute at which it may not be recommended. */
    public boolean hasWindow() {
        return from > 0 || until < Integer.MAX_VALUE;
    }

    /** Whether it may be recommended in a minute. */
    public boolean isOpen(int minute) {
        return minute >= from && minute < until;
    }
}
