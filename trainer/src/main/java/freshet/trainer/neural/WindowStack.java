package freshet.trainer.neural;

import freshet.trainer.neural.weights.Parameters;

/** The layers of a model that reads one window per prediction, each step on its own. */
public interface WindowStack extends TrainedEncoder<WindowBatches> {

    /** Takes a member's part of the weights over as they are now. */
    void loadWeights(int member);

    /** The queries of some windows, which are kept for the way back. */
    Queries forward(Windows windows);

    @Override
    default int stretch() {
        return 1;
    }

    /** The table that scores the items, too. */
    @Override
    default String inputTable() {
        return Parameters.EMBEDDING;
    }
}
