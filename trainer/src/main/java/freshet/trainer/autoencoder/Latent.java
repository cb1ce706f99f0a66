package freshet.trainer.autoencoder;

import freshet.model.encoder.dense.Activation;
import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.Workspace;
import freshet.trainer.neural.dense.TrainedDenseLayer;
import freshet.trainer.neural.weights.DenseWeights;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a {@link MultVae} has above the hidden layer, forward and backward: the latent vector and
 * the decoder's hidden layer. With gradient g of z, that of μ is g + β μ, and that of log σ² is ½ g
 * ⊙ ε ⊙ σ + ½ β (σ² − 1); the losses are a mean over the batch, and so is the KL term. Buffers are
 * allocated once. Members of a team may work on different rows at once.
 */
final class Latent {
    private static final String MEAN = "latent.mean";
    private static final String VARIANCE = "latent.variance";
    private static final String DECODER = "decoder";
    private static final float FIRST_LOG_VARIANCE = -4f;
    private static final float MOST = 20f; // of |log σ²|: e^10 is a finite σ

    private final int k;
    private final int h;
    private final float beta;
    private final float share; // 1/B
    private final Optional<Gaussians> gaussians; // ε
    private final TrainedDenseLayer mean;
    private final TrainedDenseLayer variance;
    private final TrainedDenseLayer decoder;
    private final Matrix latent; // z (B, k)
    private final Matrix gradLatent; // (B, k)
    private final Matrix gradByVariance; // (B, h): of the hidden layer
    private final float[][] means; // (members, k)
    private final float[][] variances; // (members, k)
    private final float[][] latents; // (members, k)
    private final float[][] rows; // (members, h)
    private final float[][] others; // (members, h)
    private final double[] divergences; // (members): Σ KL of the rows

    /**
     * @param beta β
     * @param gaussians ε; empty outside of training, where z is μ
     */
    Latent(Parameters weights, int batchSize, float beta, Optional<Gaussians> gaussians, Workspace workspace) {
        int members = workspace.team().size();
        this.k = weights.get(MEAN + ".bias").columns();
        this.h = weights.width();
        this.beta = beta;
        this.share = 1f / batchSize;
        this.gaussians = gaussians;
        this.mean = layer(weights, MEAN, Activation.IDENTITY, batchSize, workspace);
        this.variance = layer(weights, VARIANCE, Activation.IDENTITY, batchSize, workspace);
        this.decoder = layer(weights, DECODER, Activation.TANH, batchSize, workspace);
        this.latent = workspace.memory().matrix(batchSize, k);
        this.gradLatent = workspace.memory().matrix(batchSize, k);
        this.gradByVariance = workspace.memory().matrix(batchSize, h);
        this.means = new float[members][k];
        this.variances = new float[members][k];
        this.latents = new float[members][k];
        this.rows = new float[members][h];
        this.others = new float[members][h];
        this.divergences = new double[members];
    }

    private static TrainedDenseLayer layer(
            Parameters weights, String name, Activation activation, int batchSize, Workspace workspace) {
        return new TrainedDenseLayer(
                weights.get(name + ".weight"),
                weights.get(name + ".bias"),
                activation,
                batchSize,
                workspace.team().size(),
                workspace.memory());
    }

    /** By the names of the bundle of kind {@code mult-vae}, all zero. */
    static List<Parameter> zeros(int h, int k) {
        return List.of(
                Parameter.matrix(MEAN + ".weight", h, k),
                Parameter.vector(MEAN + ".bias", k),
                Parameter.matrix(VARIANCE + ".weight", h, k),
                Parameter.vector(VARIANCE + ".bias", k),
                Parameter.matrix(DECODER + ".weight", k, h),
                Parameter.vector(DECODER + ".bias", h));
    }

    /**
     * Glorot-uniform matrices; the biases stay zero, but for that of log σ²: with σ near 1, ε would
     * hide μ, whose values begin small.
     */
    static void randomise(Parameters zeros, Glorot glorot) {
        for (String name : List.of(MEAN, VARIANCE, DECODER)) {
            Parameter matrix = zeros.get(name + ".weight");
            glorot.fill(matrix.values(), matrix.rows(), matrix.columns());
        }
        Arrays.fill(zeros.get(VARIANCE + ".bias").values(), FIRST_LOG_VARIANCE);
    }

    List<DenseWeights> dense() {
        return Stream.of(mean, variance, decoder)
                .flatMap(layer -> layer.dense().stream())
                .toList();
    }

    /** Takes a part of the weights over as they are now. */
    void load(int part, int parts) {
        List.of(mean, variance, decoder).forEach(layer -> layer.load(part, parts));
    }

    /** ε. */
    Optional<Gaussians> gaussians() {
        return gaussians;
    }

    /** Draws ε for a member's rows. */
    void draw(int member, int batch, int from, int to) {
        gaussians.ifPresent(numbers -> numbers.draw(member, batch, from, to));
    }

    /** What comes out (B, h). */
    Matrix values() {
        return decoder.output();
    }

    /** Of what comes out; to be written before {@link #backward}. */
    Matrix gradients() {
        return decoder.gradOutput();
    }

    /** @param hidden (B, h), of which some rows are taken */
    void forward(int member, Matrix hidden, int from, int to) {
        mean.forward(member, hidden, from, to);
        if (gaussians.isPresent()) {
            variance.forward(member, hidden, from, to);
            sample(member, gaussians.get(), from, to);
            decoder.forward(member, latent, from, to);
        } else {
            decoder.forward(member, mean.output(), from, to);
        }
    }

    private void sample(int member, Gaussians epsilon, int from, int to) {
        float[] mu = means[member];
        float[] logVariance = variances[member];
        float[] z = latents[member];
        double divergence = 0;
        for (int slot = from; slot < to; slot++) {
            mean.output().get(slot, 0, mu, 0, k);
            variance.output().get(slot, 0, logVariance, 0, k);
            for (int i = 0; i < k; i++) {
                double bounded = bounded(logVariance[i]);
                z[i] = mu[i] + (float) Math.exp(bounded / 2) * epsilon.value(slot, i);
                divergence -= (1 + bounded - mu[i] * mu[i] - Math.exp(bounded)) / 2;
            }
            latent.put(slot, 0, z, 0, k);
        }
        divergences[member] = divergence;
    }

    private static float bounded(float logVariance) {
        return Math.min(Math.max(logVariance, -MOST), MOST);
    }

    /** β times the sum of the rows' KL divergences. */
    double penalty() {
        double sum = 0;
        for (double divergence : divergences) {
            sum += divergence;
        }
        return beta * sum;
    }

    /**
     * Of the same rows.
     *
     * @param gradHidden receives the gradient of the hidden layer (B, h)
     */
    void backward(int member, Gaussians epsilon, Matrix gradHidden, int from, int to) {
        decoder.backward(member, gradLatent, from, to);
        float[] mu = means[member];
        float[] logVariance = variances[member];
        float[] grad = latents[member];
        for (int slot = from; slot < to; slot++) {
            mean.output().get(slot, 0, mu, 0, k);
            variance.output().get(slot, 0, logVariance, 0, k);
            gradLatent.get(slot, 0, grad, 0, k);
            for (int i = 0; i < k; i++) {
                float bounded = bounded(logVariance[i]);
                double deviation = Math.exp(bounded / 2);
                double ofVariance =
                        (grad[i] * epsilon.value(slot, i) * deviation + beta * share * (deviation * deviation - 1)) / 2;
                mu[i] = grad[i] + beta * share * mu[i];
                logVariance[i] = bounded == logVariance[i] ? (float) ofVariance : 0;
            }
            mean.gradOutput().put(slot, 0, mu, 0, k);
            variance.gradOutput().put(slot, 0, logVariance, 0, k);
        }
        mean.backward(member, gradHidden, from, to);
        variance.backward(member, gradByVariance, from, to);
        for (int slot = from; slot < to; slot++) {
            gradHidden.get(slot, 0, rows[member], 0, h);
            gradByVariance.get(slot, 0, others[member], 0, h);
            Vectors.add(rows[member], others[member], h);
            gradHidden.put(slot, 0, rows[member], 0, h);
        }
    }

    /** After {@link #backward} of the whole batch, a member's part of the weights' gradients. */
    void differentiateWeights(int member, Matrix hidden, int batch) {
        mean.differentiateWeights(member, hidden, batch);
        variance.differentiateWeights(member, hidden, batch);
        decoder.differentiateWeights(member, latent, batch);
    }
}
