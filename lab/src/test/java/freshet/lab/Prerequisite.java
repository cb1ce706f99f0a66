package freshet.lab;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs and a machine may lack: without it the test is left out, which a line on the
 * console says, or fails.
 */
public final class Prerequisite {
    private Prerequisite() {}

    /**
     * Leaves the running test out if something is not there.
     *
     * @param property {@code -Dproperty=required} lets it fail instead
     * @param lack what is not there, and the command that brings it
     */
    public static void require(String property, boolean there, String lack) {
        if (there) {
            return;
        }
        if (System.getProperty(property, "").equals("required")) {
            Assertions.fail(lack);
        }
        System.err.println("left out: " + lack + " (-D" + property + "=required lets the test fail)");
        Assumptions.abort(lack);
    }
}
