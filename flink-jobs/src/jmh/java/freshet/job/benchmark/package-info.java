/**
 * Benchmarks of what surrounds the arithmetic, by JMH: how a session is kept, how events and
 * answers travel.
 */
@NullMarked
package freshet.job.benchmark;

import org.jspecify.annotations.NullMarked;
