/**
 * The gateway put together: its settings, its parts, its routes. Imports the packages below,
 * serving, model-core, schemas and Prometheus's registry.
 */
@NullMarked
package freshet.gateway;

import org.jspecify.annotations.NullMarked;
