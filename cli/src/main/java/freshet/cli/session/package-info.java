/**
 * {@code freshet explain} and {@code freshet continue}: what a bundle makes of one session that a
 * user types. Imports {@code publish} (item ids), {@code terminal} and the root of the commands,
 * and {@code freshet.model}.
 */
@NullMarked
package freshet.cli.session;

import org.jspecify.annotations.NullMarked;
