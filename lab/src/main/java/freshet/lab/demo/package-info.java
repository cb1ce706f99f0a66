/**
 * The demo: a broker, a job, a trainer and a shop in one JVM, and what is seen of them on the
 * terminal. Imports all modules and, of {@code lab}, the broker and the shop.
 */
@NullMarked
package freshet.lab.demo;

import org.jspecify.annotations.NullMarked;
