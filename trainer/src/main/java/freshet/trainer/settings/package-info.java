/**
 * What a user may set on a trainer, by name, with ranges that are checked before any work starts.
 * Imports the JDK alone.
 */
@NullMarked
package freshet.trainer.settings;

import org.jspecify.annotations.NullMarked;
