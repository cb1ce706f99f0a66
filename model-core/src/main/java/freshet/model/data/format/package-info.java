/**
 * The formats of recorded logs, one class each, and {@link freshet.model.data.format.LogFormats}
 * that knows them by name. Imports {@code freshet.model.data}, {@code freshet.model.session},
 * {@code freshet.model.text} and Jackson.
 */
@NullMarked
package freshet.model.data.format;

import org.jspecify.annotations.NullMarked;
