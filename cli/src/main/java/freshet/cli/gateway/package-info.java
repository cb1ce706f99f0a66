/**
 * {@code freshet gateway}: the interface over HTTP in this process. Imports {@code kafka} and
 * {@code publish} of the commands, the gateway, the job's settings and its stores.
 */
@NullMarked
package freshet.cli.gateway;

import org.jspecify.annotations.NullMarked;
