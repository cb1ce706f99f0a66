/**
 * The training report and the comparison: self-contained HTML pages that say how a model was made
 * and how good it is, or how models compare. Each part of a page is a record whose components its
 * template names, {@code page.html} or {@code comparison.html}. Imports {@code freshet.trainer},
 * {@code freshet.model}, ND4J and Mustache.
 */
@NullMarked
package freshet.trainer.report;

import org.jspecify.annotations.NullMarked;
