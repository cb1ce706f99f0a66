/**
 * Events that come over HTTP, written to Kafka, and their answers. Imports {@code freshet.schema},
 * {@code freshet.client}, {@code freshet.gateway.http} and {@code freshet.gateway.answer}.
 */
@NullMarked
package freshet.gateway.event;

import org.jspecify.annotations.NullMarked;
