/**
 * JSON objects from strangers, read field by field with errors in words. Imports the codec's text
 * helpers and Jackson.
 */
@NullMarked
package freshet.schema.json;

import org.jspecify.annotations.NullMarked;
