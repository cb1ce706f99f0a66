/**
 * {@code freshet benchmark}: how fast this machine does the heavy work, and how good its results
 * are. Imports the commands ({@code freshet.cli}, {@code log}, {@code terminal}, {@code train}),
 * the shop, the trainer and {@code freshet.model}; its training benchmark alone knows a kind of
 * model.
 */
@NullMarked
package freshet.lab.benchmark;

import org.jspecify.annotations.NullMarked;
