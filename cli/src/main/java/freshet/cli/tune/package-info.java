/** {@code freshet tune}: a search over a trainer's settings. Imports the trainer and what {@code freshet.cli.train} shares. */
@NullMarked
package freshet.cli.tune;

import org.jspecify.annotations.NullMarked;
