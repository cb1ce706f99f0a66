/** What a piece of work costs in time. Imports the JDK alone. */
@NullMarked
package freshet.cli.effort;

import org.jspecify.annotations.NullMarked;
