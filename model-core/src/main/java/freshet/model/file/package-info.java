/**
 * Files that are written whole or not at all, and texts that are read whole. Imports the JDK alone.
 */
@NullMarked
package freshet.model.file;

import org.jspecify.annotations.NullMarked;
