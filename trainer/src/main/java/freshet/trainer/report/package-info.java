/**
 * The training report: one self-contained HTML page that says how a model was made and how good it
 * is. Each part of the page is a record whose components the template {@code page.html} names.
 * Imports {@code freshet.trainer},
 * {@code freshet.model}, ND4J and Mustache.
 */
@NullMarked
package freshet.trainer.report;

import org.jspecify.annotations.NullMarked;
