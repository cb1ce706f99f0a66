/** {@code freshet benchmark compare}: two runs of any benchmark side by side. Imports Jackson and picocli. */
@NullMarked
package freshet.cli.benchmark.compare;

import org.jspecify.annotations.NullMarked;
