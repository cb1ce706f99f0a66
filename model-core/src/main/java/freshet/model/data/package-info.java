/** Recorded event logs: their formats, read as streams, and the sessions in them. */
@NullMarked
package freshet.model.data;

import org.jspecify.annotations.NullMarked;
