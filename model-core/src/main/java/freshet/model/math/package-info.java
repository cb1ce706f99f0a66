/** Arithmetic that every model needs, in single precision with stated error bounds. Imports the JDK alone. */
@NullMarked
package freshet.model.math;

import org.jspecify.annotations.NullMarked;
