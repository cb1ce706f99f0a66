package freshet.lab.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One visitor's walk through the shop. For one thread.
 *
 * <p>Modelled on the training log of {@code rsc15_1_64} (24,761 sessions of two or more clicks,
 * 99,943 events): of all steps 19 % repeat the item just seen, 12 % go back to an earlier one, 69 %
 * see a new one; 84 % stay in the category.
 */
final class Visit {
    private static final double REPEAT = 0.19;
    private static final double GO_BACK = 0.14; // more of the earlier items are met again by the walk itself
    private static final double SWITCH_CATEGORY = 0.15;

    private final String sessionId;
    private final ShopCatalogue catalogue;
    private final Tastes tastes;
    private final RandomGenerator random;
    private final List<Integer> seen = new ArrayList<>(); // slots, oldest first
    private int stepsLeft;
    private long nextMillis;

    /** A visit of at least two clicks, the first at {@code startMillis}. */
    Visit(
            String sessionId,
            long startMillis,
            int clicks,
            ShopCatalogue catalogue,
            Tastes tastes,
            RandomGenerator random) {
        this.sessionId = sessionId;
        this.nextMillis = startMillis;
        this.stepsLeft = clicks;
        this.catalogue = catalogue;
        this.tastes = tastes;
        this.random = random;
    }

    /** When the next click comes, event time in milliseconds. */
    long nextMillis() {
        return nextMillis;
    }

    /** Whether a click is still to come. */
    boolean goesOn() {
        return stepsLeft > 0;
    }

    /** Makes the next click; the one after it comes {@code pauseMillis} later. */
    ShopEvent click(long pauseMillis) {
        int slot = seen.isEmpty() ? tastes.start(tastes.category(nextMillis), nextMillis) : step();
        seen.add(slot);
        ShopEvent event =
                new ShopEvent(sessionId, catalogue.itemAt(slot, nextMillis), nextMillis, sessionId + "-" + seen.size());
        stepsLeft--;
        nextMillis += pauseMillis;
        return event;
    }

    private int step() {
        int current = seen.get(seen.size() - 1);
        double choice = random.nextDouble();
        if (choice < REPEAT) {
            return current;
        }
        if (choice < REPEAT + GO_BACK && seen.size() > 1) {
            return seen.get(random.nextInt(seen.size() - 1));
        }
        if (choice > 1 - SWITCH_CATEGORY) {
            return tastes.start(tastes.category(nextMillis), nextMillis);
        }
        return tastes.next(current, nextMillis);
    }
}
