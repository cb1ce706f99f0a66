/** A training between two passes, kept in a file so that an interrupted one can go on. Imports the trainer's root and {@code freshet.model.bundle}. */
@NullMarked
package freshet.trainer.snapshot;

import org.jspecify.annotations.NullMarked;
