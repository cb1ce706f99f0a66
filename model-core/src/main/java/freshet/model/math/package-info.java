/**
 * Arithmetic that every model needs, in single precision with stated error bounds. Classes named
 * {@code Vector…} need the module {@code jdk.incubator.vector}. Imports the JDK alone.
 */
@NullMarked
package freshet.model.math;

import org.jspecify.annotations.NullMarked;
