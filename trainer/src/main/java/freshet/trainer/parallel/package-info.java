/** Threads that share one piece of work, in a way that gives the same result each time. Imports the JDK alone. */
@NullMarked
package freshet.trainer.parallel;

import org.jspecify.annotations.NullMarked;
