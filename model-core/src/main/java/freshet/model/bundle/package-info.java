/**
 * The bundle: one safetensors file that carries a model from the trainer to the job. Reading checks
 * every bound before it is used; a hostile file gives a
 * {@link freshet.model.bundle.BundleException} and nothing else. Imports {@code freshet.model}, its
 * files, texts and calibration, and Jackson.
 */
@NullMarked
package freshet.model.bundle;

import org.jspecify.annotations.NullMarked;
