/**
 * What the benchmarks of all modules say: machine, load, versions and settings, a table, and the
 * same as JSON. Compiled into each module that has benchmarks. Imports JMH and Jackson.
 */
@NullMarked
package freshet.benchmark;

import org.jspecify.annotations.NullMarked;
