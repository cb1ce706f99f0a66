/** The metrics of a Flink within this process, to be read at any moment. Imports Flink's metrics and the JDK's management. */
@NullMarked
package freshet.cli.metrics;

import org.jspecify.annotations.NullMarked;
