/**
 * Tables with a header as shops export them: {@code csv} and {@code tsv}. Columns are told or
 * guessed by their names, separator and times by the first lines; what is guessed is said. Imports
 * {@code freshet.model.data}, {@code freshet.model.data.format}, {@code freshet.model.session} and
 * {@code freshet.model.text}.
 */
@NullMarked
package freshet.model.data.table;

import org.jspecify.annotations.NullMarked;
