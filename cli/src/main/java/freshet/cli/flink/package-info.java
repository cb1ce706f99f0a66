/**
 * A Flink cluster that is asked by its REST interface, and the classes that a job takes there.
 * Imports Flink, {@code freshet.model} and {@code freshet.cli}.
 */
@NullMarked
package freshet.cli.flink;

import org.jspecify.annotations.NullMarked;
