/**
 * The arithmetic under the trainers: products of matrices, loops over rows of them on float
 * arrays, and a team of threads that share the work so that the result is the same each time.
 * Classes named {@code Vector…} but for {@link freshet.trainer.linear.Vectors} need the module
 * {@code jdk.incubator.vector}. Imports OpenBLAS and that module alone.
 */
@NullMarked
package freshet.trainer.linear;

import org.jspecify.annotations.NullMarked;
