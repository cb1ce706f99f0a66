package freshet.model.scoring;

/**
 * The K best of many scored items, equal scores in order of the rows; −0 counts as 0, and an item
 * of score −∞ is not ranked.
 *
 * <p>The items are in columns, row r in column r mod {@value #COLUMNS}. A first pass takes the
 * maximum of each column, in loops that the compiler turns into vector instructions. The K-th best
 * of these maxima is a bound: K items at least reach it, so that only columns which reach it are
 * looked into, some K of them. For one thread.
 */
public final class TopItems {
    private static final int COLUMNS = 1024;

    private final float[] maxima = new float[COLUMNS];
    private final BestItems best;

    /** @param k items kept, at least 1 */
    public TopItems(int k) {
        best = new BestItems(k);
    }

    /**
     * Finds the best of all items, best first, and gives how many there are.
     *
     * @param all scores of all items (items)
     * @param rows receives the items (k)
     * @param scores receives their scores (k)
     */
    public int best(float[] all, int[] rows, float[] scores) {
        int columns = Math.min(COLUMNS, all.length);
        findMaxima(all, columns);
        for (int column = 0; column < columns; column++) {
            best.offer(maxima[column], column);
        }
        float bound = best.bound();
        best.clear();
        for (int column = 0; column < columns; column++) {
            if (maxima[column] >= bound) {
                for (int row = column; row < all.length; row += COLUMNS) {
                    best.offer(all[row], row);
                }
            }
        }
        return best.drain(rows, scores);
    }

    private void findMaxima(float[] all, int columns) {
        System.arraycopy(all, 0, maxima, 0, columns);
        for (int first = COLUMNS; first < all.length; first += COLUMNS) {
            int count = Math.min(COLUMNS, all.length - first);
            for (int column = 0; column < count; column++) {
                maxima[column] = Math.max(maxima[column], all[first + column]);
            }
        }
    }
}
