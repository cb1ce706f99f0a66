/** What a measurement is made on. Imports the JDK, and of OpenBLAS its version. */
@NullMarked
package freshet.cli.machine;

import org.jspecify.annotations.NullMarked;
