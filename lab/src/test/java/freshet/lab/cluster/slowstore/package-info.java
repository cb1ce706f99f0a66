/**
 * A model store that gives its files slowly, as a plugin of Flink for the tests that break a real
 * cluster. It is loaded from a jar of its own, so that it imports Flink's file systems and nothing
 * of Freshet.
 */
@NullMarked
package freshet.lab.cluster.slowstore;

import org.jspecify.annotations.NullMarked;
