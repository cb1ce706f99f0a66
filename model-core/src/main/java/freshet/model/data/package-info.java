/**
 * Recorded event logs: read as streams, and the sessions in them. The formats are in
 * {@code freshet.model.data.format}. Imports {@code freshet.model.session} and
 * {@code freshet.model.file}.
 */
@NullMarked
package freshet.model.data;

import org.jspecify.annotations.NullMarked;
