package freshet.model.kind.mix;

import freshet.model.NextItemModel;
import freshet.model.kind.mix.MixPlan.Part;

/**
 * A model of a mix, built. Immutable; threads share it.
 *
 * @param part its weights
 * @param model in its own rows
 * @param rows from those to the rows of the mix
 */
record MixedModel(Part part, NextItemModel model, PartRows rows) {}
