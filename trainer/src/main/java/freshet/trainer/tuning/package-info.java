/**
 * A search over a trainer's settings: what is drawn, which trials are ended early, and the journal
 * from which a killed search goes on. Imports the trainer's root package,
 * {@code freshet.trainer.settings} and {@code freshet.model.bundle}.
 */
@NullMarked
package freshet.trainer.tuning;

import org.jspecify.annotations.NullMarked;
