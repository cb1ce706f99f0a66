package freshet.trainer.mix;

import freshet.model.bundle.ModelBundle;
import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import freshet.trainer.mix.MixWeights.PartWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Fits a mix to sessions that its models have not learned from, by the likelihood of what came
 * next: the sharpness of each softmax, one after the other on a grid, each with the best weights
 * for all sessions; then weights for each class of lengths, drawn towards those for all.
 */
public final class MixFit {
    /** Where each class of session lengths starts. */
    private static final List<Integer> LENGTHS = List.of(1, 2, 3, 5);

    private static final double PRIOR = 1; // observations that say nothing
    private static final double COMMON = 50; // observations of all lengths that a class begins with
    private static final int ROUNDS = 2; // through the sharpnesses
    private static final double DECIMALS = 1e4;
    private static final double LEAST = 1e-3; // weight, so that no session is left without an answer

    private final List<NextShares> shares;
    private final int[] observations; // that some model gives a share
    private final int[] classes; // (predictions): of their lengths in known items, as the job counts them

    /** @param known ids that some model knows */
    private MixFit(List<NextShares> shares, HeldOut held, Set<String> known) {
        this.shares = shares;
        this.observations = IntStream.range(0, held.predictions().size())
                .filter(n -> shares.stream().anyMatch(part -> part.at(part.one())[n] > 0))
                .toArray();
        this.classes = held.predictions().stream()
                .mapToInt(prediction -> lengthClass(count(prediction.session(), known)))
                .toArray();
    }

    private static int count(List<ItemEvent> session, Set<String> known) {
        return (int)
                session.stream().filter(event -> known.contains(event.itemId())).count();
    }

    /**
     * Fits a mix.
     *
     * @param parts at least two
     * @param heldOut sessions; where they tell nothing all models weigh the same
     * @throws freshet.model.bundle.BundleException if a part cannot be served
     */
    public static MixWeights of(List<ModelBundle> parts, List<Session> heldOut) {
        HeldOut held = HeldOut.of(heldOut);
        List<NextShares> shares = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (ModelBundle part : parts) {
            try (PartModel model = new PartModel(part)) {
                shares.add(new NextShares(model, held));
                known.addAll(model.vocabulary().items());
            }
        }
        return new MixFit(shares, held, known).fit();
    }

    private static int lengthClass(int length) {
        int at = LENGTHS.size() - 1;
        while (at > 0 && LENGTHS.get(at) > length) {
            at--;
        }
        return at;
    }

    private MixWeights fit() {
        int[] sharpness = shares.stream().mapToInt(NextShares::one).toArray();
        double[] weights = uniform();
        for (int round = 0; round < ROUNDS; round++) {
            for (int part = 0; part < sharpness.length; part++) {
                weights = sharpen(part, sharpness, weights);
            }
        }
        float[][] chosen = chosen(sharpness);
        double[][] byClass = new double[LENGTHS.size()][];
        for (int each = 0; each < byClass.length; each++) {
            int wanted = each;
            int[] some = Arrays.stream(observations)
                    .filter(n -> classes[n] == wanted)
                    .toArray();
            byClass[each] = rounded(MixtureProportions.fit(chosen, some, weights, COMMON));
        }
        double loss = Arrays.stream(observations)
                .mapToDouble(n -> -StrictMath.log(MixtureProportions.probability(chosen, n, byClass[classes[n]])))
                .average()
                .orElse(Double.NaN);
        List<PartWeights> parts = IntStream.range(0, sharpness.length)
                .mapToObj(part -> new PartWeights(
                        shares.get(part).sharpness(sharpness[part]),
                        Arrays.stream(byClass).map(each -> each[part]).toList()))
                .toList();
        return new MixWeights(LENGTHS, parts, loss, observations.length);
    }

    /** Leaves the part's best sharpness there, and gives the weights with it. */
    private double[] sharpen(int part, int[] sharpness, double[] weights) {
        double[] best = weights;
        double least = Double.POSITIVE_INFINITY;
        int kept = sharpness[part];
        for (int at = 0; at < shares.get(part).sharpnesses(); at++) {
            sharpness[part] = at;
            float[][] chosen = chosen(sharpness);
            double[] fitted = MixtureProportions.fit(chosen, observations, uniform(), PRIOR);
            double loss = 0;
            for (int n : observations) {
                loss -= StrictMath.log(MixtureProportions.probability(chosen, n, fitted));
            }
            if (loss < least) {
                least = loss;
                best = fitted;
                kept = at;
            }
        }
        sharpness[part] = kept;
        return best;
    }

    private float[][] chosen(int[] sharpness) {
        return IntStream.range(0, sharpness.length)
                .mapToObj(part -> shares.get(part).at(sharpness[part]))
                .toArray(float[][]::new);
    }

    private double[] uniform() {
        double[] weights = new double[shares.size()];
        Arrays.fill(weights, 1.0 / weights.length);
        return weights;
    }

    /** To some decimals, so that a person can read them; the largest takes what is left. */
    private static double[] rounded(double[] weights) {
        double[] rounded = new double[weights.length];
        int largest = 0;
        double sum = 0;
        for (int part = 0; part < weights.length; part++) {
            rounded[part] = Math.max(LEAST, Math.round(weights[part] * DECIMALS) / DECIMALS);
            largest = weights[part] > weights[largest] ? part : largest;
            sum += rounded[part];
        }
        rounded[largest] = Math.round((rounded[largest] + 1 - sum) * DECIMALS) / DECIMALS;
        return rounded;
    }
}
