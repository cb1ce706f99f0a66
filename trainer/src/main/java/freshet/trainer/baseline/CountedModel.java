package freshet.trainer.baseline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.Tensor;
import freshet.trainer.bundle.RankedItem;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a {@link CountingTrainer} found.
 *
 * @param configuration of the bundle
 * @param tensors of the bundle beside vocabulary and support
 * @param meanLoss mean of −log p over the events that follow another one in their session
 * @param answer the best items for a session's rows, oldest first, as the self-test expects them
 */
record CountedModel(
        ObjectNode configuration,
        Map<String, Tensor> tensors,
        double meanLoss,
        Function<int[], List<RankedItem>> answer) {}
