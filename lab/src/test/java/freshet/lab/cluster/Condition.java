package freshet.lab.cluster;

import freshet.cli.CommandException;

/** What a test waits for; a server that does not answer is a reason to go on waiting. */
@FunctionalInterface
public interface Condition {
    boolean holds();

    default boolean holdsNow() {
        try {
            return holds();
        } catch (CommandException e) {
            return false;
        }
    }
}
