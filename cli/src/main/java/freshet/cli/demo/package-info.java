/**
 * The demo: a broker, a job, a trainer and a shop in one JVM, and what is seen of them on the terminal. Imports everything below
 * {@code freshet.cli} and all modules.
 */
@NullMarked
package freshet.cli.demo;

import org.jspecify.annotations.NullMarked;
