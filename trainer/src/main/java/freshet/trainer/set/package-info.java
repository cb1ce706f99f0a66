/**
 * Training sets in files: written whole or not at all, checked when they are opened, then mapped
 * into memory. Imports the trainer's root package, {@code freshet.trainer.column},
 * {@code freshet.model.data}, {@code freshet.model.data.run} and {@code freshet.model.text}.
 */
@NullMarked
package freshet.trainer.set;

import org.jspecify.annotations.NullMarked;
