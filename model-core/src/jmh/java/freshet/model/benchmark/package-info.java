/** Benchmarks of the arithmetic, by JMH; {@code docs/PERFORMANCE.md} has the commands. */
@NullMarked
package freshet.model.benchmark;

import org.jspecify.annotations.NullMarked;
