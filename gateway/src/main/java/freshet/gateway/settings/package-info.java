/**
 * Settings as texts by key, read into typed values within their ranges. Imports model-core's texts
 * and commons-text.
 */
@NullMarked
package freshet.gateway.settings;

import org.jspecify.annotations.NullMarked;
