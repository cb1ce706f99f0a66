/**
 * {@code freshet benchmark prepare}: a training set of generated events, and a training on it, each
 * in a process of its own. Imports the commands ({@code freshet.cli}, {@code terminal}), the
 * benchmarks, the cluster, the shop's items and {@code freshet.schema}.
 */
@NullMarked
package freshet.lab.benchmark.prepare;

import org.jspecify.annotations.NullMarked;
