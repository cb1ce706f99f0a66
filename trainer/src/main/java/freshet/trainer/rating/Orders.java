package freshet.trainer.rating;

import java.util.SplittableRandom;

/** Draws orders, each as likely as any other. For one thread. */
final class Orders {
    private final SplittableRandom random;

    Orders(SplittableRandom random) {
        this.random = random;
    }

    /** The numbers from 0 to below a count, shuffled (Fisher and Yates). */
    int[] of(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
