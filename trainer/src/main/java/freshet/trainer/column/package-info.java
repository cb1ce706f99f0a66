/**
 * Long columns of numbers, in memory or in files that are mapped into it: what training data are
 * made of. Imports the JDK alone.
 */
@NullMarked
package freshet.trainer.column;

import org.jspecify.annotations.NullMarked;
