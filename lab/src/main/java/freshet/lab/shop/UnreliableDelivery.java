package freshet.lab.shop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.SplittableRandom;

/**
 * Events as a real network delivers them: some come twice, some overtake others. Adds no event that
 * was not there and keeps each one at least once. For one thread.
 */
public final class UnreliableDelivery implements Iterator<ShopEvent> {
    private static final int HELD_BACK = 8; // events that pass a late one
    private static final double MOST = 0.1; // more than this would pile up behind HELD_BACK

    private final Iterator<ShopEvent> sent;
    private final double duplicates;
    private final double delayed;
    private final SplittableRandom random;
    private final Deque<ShopEvent> late = new ArrayDeque<>();
    private int untilLate;

    /**
     * @param sent without end
     * @param duplicates share of events that come a second time, at most {@value #MOST}
     * @param delayed share of events that come after up to {@value #HELD_BACK} later ones, at most
     *     {@value #MOST}
     */
    public UnreliableDelivery(Iterator<ShopEvent> sent, double duplicates, double delayed, long seed) {
        requireShare("duplicates", duplicates);
        requireShare("delayed events", delayed);
        this.sent = sent;
        this.duplicates = duplicates;
        this.delayed = delayed;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public boolean hasNext() {
        return sent.hasNext() || !late.isEmpty();
    }

    @Override
    public ShopEvent next() {
        if (!late.isEmpty() && (untilLate-- <= 0 || !sent.hasNext())) {
            untilLate = random.nextInt(HELD_BACK);
            return late.remove();
        }
        ShopEvent event = sent.next();
        double chance = random.nextDouble();
        if (chance < duplicates) {
            late.add(event);
        } else if (chance < duplicates + delayed && sent.hasNext()) {
            late.add(event);
            return next();
        }
        return event;
    }

    private static void requireShare(String what, double share) {
        if (!(share >= 0 && share <= MOST)) {
            throw new IllegalArgumentException(
                    "the share of " + what + " is " + share + "; it must be in [0, " + MOST + "]");
        }
    }
}
