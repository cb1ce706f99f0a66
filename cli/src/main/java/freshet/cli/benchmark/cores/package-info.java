/**
 * Which threads of this process have the cores, and which wait for one, by the Linux scheduler's own count. Knows nothing of what is measured.
 */
@NullMarked
package freshet.cli.benchmark.cores;

import org.jspecify.annotations.NullMarked;
