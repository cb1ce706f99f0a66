package freshet.trainer.baseline;

import freshet.trainer.TrainingData;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The normal equations of SLIST, one row of an item at a time (V items):
 *
 * <pre>
 *   left  = α XᵀWX + (1 − α) SᵀWS      (V,V), symmetric
 *   right = α XᵀWX + (1 − α) SᵀWT      (V,V)
 * </pre>
 *
 * <p>A row of X is a session's distinct items, those of S and T are the events before a point in a
 * session and after it; see {@link SlistTrainer}. For one thread.
 */
final class SlistEquations {
    private static final double LEAST = 1e-4; // of an event's weight, which counts as 0 below

    private final TrainingData data;
    private final SlistSettings settings;
    private final PastSessions past;
    private final PastSessions.Lists byItem;
    private final Occurrences occurrences;
    private final int[] begins; // (events): where each event's session begins
    private final double[] weights; // (events): of each event's session, W
    private final double[] decays; // (reach): of an event n places before the last one
    private final double[] targets; // (steps): of an event n places after the first one
    private final double[] norms; // (reach + 1): 1 / what the weights of n events add up to
    private final double[] left; // (V): the row's
    private final double[] right; // (V)

    SlistEquations(TrainingData data, SlistSettings settings) {
        int items = data.vocabulary().size();
        this.data = data;
        this.settings = settings;
        this.past = PastSessions.of(data, settings.sessionItems());
        this.byItem = past.byItem(items);
        this.occurrences = Occurrences.of(data);
        this.begins = new int[data.items().size()];
        this.weights = new double[data.items().size()];
        weigh();
        this.targets = decays(settings.steps());
        double reach = Math.ceil(-StrictMath.log(LEAST) * settings.trainEvents());
        this.decays = decays((int) Math.min(settings.sessionItems(), reach));
        this.norms = new double[decays.length + 1];
        double sum = 0;
        for (int n = 0; n < decays.length; n++) {
            sum += decays[n];
            norms[n + 1] = 1 / sum;
        }
        this.left = new double[items];
        this.right = new double[items];
    }

    private double[] decays(int count) {
        return IntStream.range(0, count)
                .mapToDouble(n -> StrictMath.exp(-n / settings.trainEvents()))
                .toArray();
    }

    private void weigh() {
        long newest = data.starts().get(data.sessions() - 1);
        double days = TimeUnit.DAYS.toMillis(1);
        for (int s = 0; s < data.sessions(); s++) {
            double age = (newest - data.starts().get(s)) / days;
            double weight = settings.sessionDays() == 0 ? 1 : StrictMath.exp(-age / settings.sessionDays());
            for (int i = data.sessionOffsets().get(s); i < data.sessionOffsets().get(s + 1); i++) {
                begins[i] = data.sessionOffsets().get(s);
                weights[i] = weight;
            }
        }
    }

    /** The left side's row of the last {@link #count}, which the next one overwrites (V). */
    double[] left() {
        return left;
    }

    /** The right side's row of the last {@link #count}, which the next one overwrites (V). */
    double[] right() {
        return right;
    }

    /** Computes both rows of an item. */
    void count(int item) {
        Arrays.fill(left, 0);
        Arrays.fill(right, 0);
        if (settings.similarity() > 0) {
            countSessions(item);
        }
        if (settings.similarity() < 1) {
            for (int at = occurrences.offsets()[item]; at < occurrences.offsets()[item + 1]; at++) {
                countPoints(occurrences.places()[at]);
            }
        }
    }

    private void countSessions(int item) {
        for (int at = byItem.offsets()[item]; at < byItem.offsets()[item + 1]; at++) {
            int session = byItem.sessions()[at];
            int from = past.offsets()[session];
            int to = past.offsets()[session + 1];
            double weight = settings.similarity()
                    * weights[data.sessionOffsets().get(data.sessions() - 1 - session)]
                    / ((double) (to - from) * (to - from));
            for (int i = from; i < to; i++) {
                left[past.items()[i]] += weight;
                right[past.items()[i]] += weight;
            }
        }
    }

    /** All points in a session that have an event before them in reach. */
    private void countPoints(int place) {
        int end = occurrences.ends()[place];
        int last = Math.min(end - 1, place + decays.length);
        for (int point = place + 1; point <= last; point++) {
            int first = Math.max(begins[place], point - decays.length);
            double norm = norms[point - first];
            double weight = (1 - settings.similarity()) * weights[place] * norm * decays[point - 1 - place];
            for (int before = first; before < point; before++) {
                left[data.items().get(before)] += weight * norm * decays[point - 1 - before];
            }
            int after = Math.min(end, point + settings.steps());
            for (int i = point; i < after; i++) {
                right[data.items().get(i)] += weight * targets[i - point];
            }
        }
    }
}
