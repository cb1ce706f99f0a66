package freshet.model.trend;

/** The decayed count of one item. {@link DecayedCounts} and {@link LeastCount} alone change it. */
final class ItemCount {
    final String itemId;
    double weight; // of its events, and of what its place held before
    double error; // the part that its place held before
    int place; // in LeastCount

    ItemCount(String itemId, double weight, double error) {
        this.itemId = itemId;
        this.weight = weight;
        this.error = error;
    }

    /** What its own events weigh at least. */
    double sure() {
        return weight - error;
    }
}
