/**
 * {@code freshet similar}: the items that a model relates to one of its own. Imports
 * {@code publish} of the commands for ids, and model-core.
 */
@NullMarked
package freshet.cli.similar;

import org.jspecify.annotations.NullMarked;
