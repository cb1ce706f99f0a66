/**
 * Which model is served: from an announcement by way of an allowed store to a bundle that is
 * fetched, checked, built, and takes its place between two batches. Imports {@code freshet.serving}
 * for announcements, model-core and schemas.
 */
@NullMarked
package freshet.serving.model;

import org.jspecify.annotations.NullMarked;
