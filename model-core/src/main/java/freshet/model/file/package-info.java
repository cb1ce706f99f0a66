/** Files that are there whole or not at all. Imports the JDK alone. */
@NullMarked
package freshet.model.file;

import org.jspecify.annotations.NullMarked;
