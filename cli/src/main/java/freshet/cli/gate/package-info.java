/**
 * The gate before a publication: a candidate is measured beside the champion on the newest sessions
 * that neither has seen. Imports {@code log} and {@code terminal} of the commands, model-core,
 * schemas, serving, the trainer's provenance and the job's store.
 */
@NullMarked
package freshet.cli.gate;

import org.jspecify.annotations.NullMarked;
