/**
 * Settings as texts by key, read into typed values within their ranges. Imports model-core's texts,
 * commons-text and Kafka's config providers.
 */
@NullMarked
package freshet.gateway.settings;

import org.jspecify.annotations.NullMarked;
