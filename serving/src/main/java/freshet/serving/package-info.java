/**
 * What is announced to those who serve models, in the job and outside of it. Imports the records of
 * {@code freshet.schema}.
 */
@NullMarked
package freshet.serving;

import org.jspecify.annotations.NullMarked;
