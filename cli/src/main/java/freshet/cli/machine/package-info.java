/** What a measurement is made on. Imports the JDK, and of OpenBLAS its version and its core. */
@NullMarked
package freshet.cli.machine;

import org.jspecify.annotations.NullMarked;
