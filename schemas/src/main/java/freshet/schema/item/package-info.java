/**
 * Items of the catalogue as they arrive, Avro or JSON, under one check. Imports
 * {@code freshet.schema}, its codec, its JSON and the limits of events.
 */
@NullMarked
package freshet.schema.item;

import org.jspecify.annotations.NullMarked;
