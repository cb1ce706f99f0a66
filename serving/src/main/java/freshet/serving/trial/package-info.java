/**
 * Champion and challenger: which model answers a session. Imports the records of
 * {@code freshet.schema}.
 */
@NullMarked
package freshet.serving.trial;

import org.jspecify.annotations.NullMarked;
