/**
 * What every trainer writes: of a bundle the provenance and the self-test; of a training between
 * two passes the snapshot, from which an interrupted one goes on. Imports the trainer's root and
 * {@code freshet.model}.
 */
@NullMarked
package freshet.trainer.bundle;

import org.jspecify.annotations.NullMarked;
