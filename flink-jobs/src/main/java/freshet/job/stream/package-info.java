/**
 * What flows between the operators, and how it is written when it crosses the network: each type with a serializer of its own.
 * Imports the records of {@code freshet.schema}, the session's events and Flink's serializer classes.
 */
@NullMarked
package freshet.job.stream;

import org.jspecify.annotations.NullMarked;
