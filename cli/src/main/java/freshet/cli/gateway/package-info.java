/**
 * {@code freshet gateway}: the interface over HTTP in this process. Imports {@code kafka} of the
 * commands, the gateway and the job's settings.
 */
@NullMarked
package freshet.cli.gateway;

import org.jspecify.annotations.NullMarked;
