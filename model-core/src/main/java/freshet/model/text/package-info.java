/**
 * Text from outside: how it is quoted in a message, how long an id may be, and the hash that tells
 * texts and files apart. Imports the JDK and Jackson.
 */
@NullMarked
package freshet.model.text;

import org.jspecify.annotations.NullMarked;
