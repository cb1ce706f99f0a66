/**
 * The kinds of model that a bundle can hold, one {@link freshet.model.kind.ModelKind} each, and
 * what they share: reading tensors, the need of memory, the bounds of weights, kinds of recurrent
 * layers alone, scores of few items. Each kind lives in a package below, which no class but
 * {@link freshet.model.kind.ModelKinds} imports. Imports {@code freshet.model}, its bundles,
 * encoders, scoring and arithmetic.
 */
@NullMarked
package freshet.model.kind;

import org.jspecify.annotations.NullMarked;
