/**
 * Avro's single-object encoding of the records: two marker bytes, the fingerprint of the writer's
 * schema, the body. Bytes of older writers are read; hostile bytes give a
 * {@link freshet.schema.codec.MalformedRecordException} and nothing else. Imports Avro and the JDK.
 */
@NullMarked
package freshet.schema.codec;

import org.jspecify.annotations.NullMarked;
