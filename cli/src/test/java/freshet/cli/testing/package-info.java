/**
 * What the tests of {@code cli} and {@code lab} share, in a jar of its own. Imports picocli and
 * Awaitility.
 */
@NullMarked
package freshet.cli.testing;

import org.jspecify.annotations.NullMarked;
