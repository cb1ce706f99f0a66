package freshet.trainer.autoencoder;

import freshet.trainer.neural.ReferenceForward;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.Workspace;
import freshet.trainer.neural.weights.Parameters;
import java.util.Optional;

/** The trained network outside of training, one session at a time. */
final class AutoencoderForward implements ReferenceForward {
    private final Workspace workspace;
    private final Windows windows;
    private final AutoencoderStack stack;
    private final float[] query; // (h)

    /** @param variational whether there is a latent vector above the hidden layer */
    AutoencoderForward(Bag bag, Parameters weights, boolean variational) {
        this.workspace = Workspace.of(1, weights.items());
        this.windows = new Windows(1, bag.window());
        Optional<Latent> latent =
                variational ? Optional.of(new Latent(weights, 1, 0, Optional.empty(), workspace)) : Optional.empty();
        this.stack = new AutoencoderStack(bag, weights, latent, 1, Noises.NONE, workspace);
        this.query = new float[bag.width()];
        stack.loadWeights(0);
    }

    @Override
    public float[] query(int[] session) {
        windows.clear();
        windows.add(session, 0, session.length);
        stack.forward(windows).values().get(0, 0, query, 0, query.length);
        return query;
    }

    @Override
    public void close() {
        workspace.close();
    }
}
