/**
 * What keyed state looks like in bytes. Imports {@code freshet.model.session} and Flink's serializer classes.
 */
@NullMarked
package freshet.job.state;

import org.jspecify.annotations.NullMarked;
