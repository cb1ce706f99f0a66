/**
 * What the job's tests share: a small real model with a reference of its own, events, a broker,
 * clusters of Flink.
 */
@NullMarked
package freshet.job.testing;

import org.jspecify.annotations.NullMarked;
