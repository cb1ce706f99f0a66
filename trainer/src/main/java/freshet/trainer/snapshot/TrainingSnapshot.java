package freshet.trainer.snapshot;

import freshet.model.bundle.Tensor;
import freshet.trainer.EpochFigures;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a training needs to go on after some of its epochs as if there had been no break.
 *
 * @param origin what is trained, on what and how
 * @param epochs the epochs that are done, in order, one at least
 * @param state the trainer's tensors by its own names: weights and the optimizer's memory; shared, not copied
 * @param best the best model so far; empty without validation
 */
public record TrainingSnapshot(
        TrainingOrigin origin, List<EpochFigures> epochs, Map<String, Tensor> state, Optional<KeptModel> best) {}
