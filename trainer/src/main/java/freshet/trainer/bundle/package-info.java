/** What every trainer puts into its bundle beside the weights: provenance and self-test. Imports {@code freshet.model}. */
@NullMarked
package freshet.trainer.bundle;

import org.jspecify.annotations.NullMarked;
