/**
 * The laboratory: what shows and measures the product on one machine and is never deployed. Its
 * main class offers the commands of {@code freshet.cli} and those of the packages below. Imports
 * everybody; nobody imports it.
 */
@NullMarked
package freshet.lab;

import org.jspecify.annotations.NullMarked;
