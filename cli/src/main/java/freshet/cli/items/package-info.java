/** {@code freshet items}: which items may not be recommended. Imports the connection to Kafka, the schemas and picocli. */
@NullMarked
package freshet.cli.items;

import org.jspecify.annotations.NullMarked;
