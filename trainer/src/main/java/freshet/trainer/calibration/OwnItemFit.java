package freshet.trainer.calibration;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.SessionBatch;
import freshet.model.bundle.ModelBundle;
import freshet.model.data.Session;
import freshet.model.encoder.OwnItems;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import freshet.model.math.FloatMath;
import freshet.model.scoring.OwnItemBias;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Fits an {@link OwnItemBias} to sessions that a model has not learned from, by the likelihood of
 * what came next. With s the scores, c the class of an own item and n_c how often one of that class
 * came next,
 *
 * <pre>
 *   p_i = e^(β s_i + w_c) / (Σ_j e^(β s_j) + Σ_own (e^w − 1) e^(β s))
 *   L   = −Σ log p + λ/2 Σ_c w_c²,    least for each β of a grid;    bias = w / β
 * </pre>
 *
 * <p>The sharpness β is fitted along because a model that is too sure would seem to be wrong about
 * its own items. L is convex in w: Newton steps go from class to class.
 *
 * <p>What is most likely is not what ranks best: the bias is then multiplied by the number of a
 * grid that gives the best MRR@20 on the same sessions.
 */
public final class OwnItemFit {
    private static final int NOT_OWN = -1;
    private static final int RANKS = 8;
    private static final int CLASSES = 2 * RANKS;
    private static final int BATCH = 64;
    private static final int FIRST = 5; // β in tenths
    private static final int COUNT = 9;
    private static final int SWEEPS = 40;
    private static final double PRIOR = 5; // λ
    private static final double LONGEST_STEP = 1;
    private static final int K = 20; // of the MRR
    private static final double[] MULTIPLES = {0.5, 1, 1.5, 2, 3};

    private final int[] classes; // of all own items, prediction after prediction
    private final float[] scores; // of the same, less the prediction's highest
    private final int[] ends; // (predictions): behind the last own item
    private final float[] next; // (predictions): score of what came next
    private final double[][] logSums; // (COUNT, predictions): log Σ e^(β s)
    private final double[] came = new double[CLASSES]; // n
    private final float[] best; // (predictions, K): highest scores of items that are not the session's own
    private final int[] nextOwn; // (predictions): the place of what came next among all own items, or NOT_OWN

    private OwnItemFit(List<Prediction> predictions) {
        int n = predictions.size();
        this.classes = new int
                [predictions.stream().mapToInt(each -> each.classes.length).sum()];
        this.scores = new float[classes.length];
        this.ends = new int[n];
        this.next = new float[n];
        this.logSums = new double[COUNT][n];
        this.best = new float[n * K];
        this.nextOwn = new int[n];
        int at = 0;
        for (int i = 0; i < n; i++) {
            Prediction each = predictions.get(i);
            System.arraycopy(each.classes, 0, classes, at, each.classes.length);
            System.arraycopy(each.scores, 0, scores, at, each.classes.length);
            nextOwn[i] = each.own == NOT_OWN ? NOT_OWN : at + each.own;
            System.arraycopy(each.best, 0, best, i * K, K);
            at += each.classes.length;
            ends[i] = at;
            next[i] = each.next;
            for (int b = 0; b < COUNT; b++) {
                logSums[b][i] = each.logSums[b];
            }
            if (each.own != NOT_OWN) {
                came[each.classes[each.own]]++;
            }
        }
    }

    /** One of them; scores are less than the highest by what they say. */
    private record Prediction(int[] classes, float[] scores, int own, float next, double[] logSums, float[] best) {}

    /**
     * The most likely bias; none where there are too few predictions to tell.
     *
     * @param trained a neural model
     * @param heldOut sessions that it has not learned from
     * @throws freshet.model.bundle.BundleException if the model does not pass its self-test
     */
    public static Optional<OwnItemBias> of(ModelBundle trained, List<Session> heldOut) {
        List<Prediction> predictions = predictions(trained, heldOut);
        return predictions.size() < CalibratedBundle.LEAST
                ? Optional.empty()
                : Optional.of(new OwnItemFit(predictions).fit());
    }

    private static List<Prediction> predictions(ModelBundle trained, List<Session> heldOut) {
        List<Prediction> predictions = new ArrayList<>();
        try (ServedModel served = ModelLoader.load(trained, 1)) {
            NextItemModel model = served.model();
            List<HeldOutPrefix> prefixes = HeldOutPrefix.of(heldOut, model.vocabulary());
            SessionBatch batch = new SessionBatch(BATCH, HeldOutPrefix.LONGEST, model.stateWidth());
            OwnItems own = new OwnItems(new OwnItemBias(new float[RANKS], new float[RANKS]));
            try (BatchRecommender recommender = model.newRecommender(BATCH, 1)) {
                for (int first = 0; first < prefixes.size(); first += BATCH) {
                    List<HeldOutPrefix> some = prefixes.subList(first, Math.min(first + BATCH, prefixes.size()));
                    batch.clear();
                    some.forEach(prefix -> prefix.addTo(batch, model.vocabulary()));
                    recommender.score(batch, (slot, row) -> {
                        own.read(batch, slot);
                        predictions.add(prediction(own, some.get(slot).next(model.vocabulary()), row));
                    });
                }
            }
        }
        return predictions;
    }

    private static Prediction prediction(OwnItems own, int next, float[] row) {
        float max = Float.NEGATIVE_INFINITY;
        for (float score : row) {
            max = Math.max(max, score);
        }
        int[] classes = new int[own.count()];
        float[] scores = new float[own.count()];
        int nextOwn = NOT_OWN;
        for (int i = 0; i < classes.length; i++) {
            classes[i] = 2 * Math.min(i, RANKS - 1) + (own.times(i) > 1 ? 1 : 0);
            scores[i] = row[own.row(i)] - max;
            nextOwn = own.row(i) == next ? i : nextOwn;
        }
        return new Prediction(classes, scores, nextOwn, row[next] - max, logSums(row, max), best(own, row, max));
    }

    /** The highest scores of items that are not the session's own, highest first. */
    private static float[] best(OwnItems own, float[] row, float max) {
        float[] best = new float[K];
        Arrays.fill(best, Float.NEGATIVE_INFINITY);
        for (int item = 0; item < row.length; item++) {
            float score = row[item] - max;
            if (score > best[K - 1] && !own.contains(item)) {
                int at = K - 1;
                for (; at > 0 && score > best[at - 1]; at--) {
                    best[at] = best[at - 1];
                }
                best[at] = score;
            }
        }
        return best;
    }

    private static double[] logSums(float[] row, float max) {
        double[] sums = new double[COUNT];
        for (float score : row) {
            float tenth = FloatMath.exp((score - max) / 10);
            float squared = tenth * tenth;
            float term = squared * squared * tenth; // FIRST of them
            for (int b = 0; b < COUNT; b++) {
                sums[b] += term;
                term *= tenth;
            }
        }
        return Arrays.stream(sums).map(Math::log).toArray();
    }

    private OwnItemBias fit() {
        double least = Double.POSITIVE_INFINITY;
        double[] likely = new double[CLASSES];
        for (int b = 0; b < COUNT; b++) {
            double beta = (FIRST + b) / 10.0;
            double[] weights = new double[CLASSES];
            double loss = descend(beta, logSums[b], weights);
            if (loss < least) {
                least = loss;
                likely = Arrays.stream(weights).map(weight -> weight / beta).toArray();
            }
        }
        double multiple = multiple(likely);
        float[] once = new float[RANKS];
        float[] repeated = new float[RANKS];
        for (int rank = 0; rank < RANKS; rank++) {
            once[rank] = rounded(multiple * likely[2 * rank]);
            repeated[rank] = rounded(multiple * likely[2 * rank + 1]);
        }
        return new OwnItemBias(once, repeated);
    }

    /** By which the bias ranks best. */
    private double multiple(double[] bias) {
        double found = 1;
        double most = -1;
        for (double multiple : MULTIPLES) {
            double reciprocals = 0;
            for (int i = 0; i < ends.length; i++) {
                reciprocals += reciprocalRank(i, multiple, bias);
            }
            if (reciprocals > most) {
                most = reciprocals;
                found = multiple;
            }
        }
        return found;
    }

    /** Of what came next; 0 beyond K. */
    private double reciprocalRank(int prediction, double multiple, double[] bias) {
        int own = nextOwn[prediction];
        double score = next[prediction] + (own == NOT_OWN ? 0 : multiple * bias[classes[own]]);
        int rank = 1;
        for (int i = prediction * K; i < (prediction + 1) * K && best[i] > score; i++) {
            rank++;
        }
        for (int at = prediction == 0 ? 0 : ends[prediction - 1]; at < ends[prediction]; at++) {
            rank += at != own && scores[at] + multiple * bias[classes[at]] > score ? 1 : 0;
        }
        return rank > K ? 0 : 1.0 / rank;
    }

    /** To some decimals, so that a person can read them. */
    private static float rounded(double bias) {
        return (float) (Math.rint(bias * 1e3) / 1e3);
    }

    /** Finds the best weights for β, and gives L. */
    private double descend(double beta, double[] logSums, double[] weights) {
        double[] shares = new double[scores.length]; // e^(β s) / Σ e^(β s)
        double[] sums = new double[ends.length]; // Z / Σ e^(β s)
        Arrays.fill(sums, 1);
        for (int i = 0, at = 0; i < ends.length; i++) {
            for (; at < ends[i]; at++) {
                shares[at] = Math.exp(beta * scores[at] - logSums[i]);
            }
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int c = 0; c < CLASSES; c++) {
                step(c, shares, sums, weights);
            }
        }
        double loss = 0;
        for (int i = 0; i < ends.length; i++) {
            loss += logSums[i] + Math.log(sums[i]) - beta * next[i];
        }
        for (int c = 0; c < CLASSES; c++) {
            loss += PRIOR / 2 * weights[c] * weights[c] - came[c] * weights[c];
        }
        return loss;
    }

    private void step(int c, double[] shares, double[] sums, double[] weights) {
        double factor = Math.exp(weights[c]);
        double slope = PRIOR * weights[c] - came[c];
        double curvature = PRIOR;
        for (int i = 0, at = 0; i < ends.length; i++) {
            double share = 0;
            for (; at < ends[i]; at++) {
                share += classes[at] == c ? shares[at] : 0;
            }
            double p = factor * share / sums[i];
            slope += p;
            curvature += p * (1 - p);
        }
        double step = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, slope / curvature));
        double change = Math.exp(weights[c] - step) - factor;
        weights[c] -= step;
        for (int i = 0, at = 0; i < ends.length; i++) {
            for (; at < ends[i]; at++) {
                sums[i] += classes[at] == c ? change * shares[at] : 0;
            }
        }
    }
}
