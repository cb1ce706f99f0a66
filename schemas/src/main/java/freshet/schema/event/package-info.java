/**
 * Events as they arrive, Avro or JSON, under one validation: every value becomes an accepted event
 * or a refusal with its reason in words. Imports {@code freshet.schema}, its codec and JSON,
 * Avro and Jackson.
 */
@NullMarked
package freshet.schema.event;

import org.jspecify.annotations.NullMarked;
