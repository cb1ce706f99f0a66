/**
 * The events topic as a log to learn from, with what the job decided of its events. Imports
 * {@code freshet.cli}, its {@code kafka}, {@code log} and {@code terminal}, {@code freshet.schema}
 * and {@code freshet.model}.
 */
@NullMarked
package freshet.cli.topic;

import org.jspecify.annotations.NullMarked;
