package freshet.model.arithmetic;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether this JVM runs with the Vector API's module, which no JVM does unless its command
 * line asks for it.
 */
final class VectorModule {
    private static final String NAME = "jdk.incubator.vector";
    private static final String ND4J = "org/nd4j/linalg/factory/Nd4j.class";
    private static final boolean PRESENT = ModuleLayer.boot().findModule(NAME).isPresent();

    private VectorModule() {}

    /**
     * Whether it is there; the first time that it is not, a warning says what to do.
     *
     * @throws IllegalStateException if neither it is there nor ND4J
     */
    static boolean presentOrWarn() {
        if (!PRESENT) {
            if (VectorModule.class.getClassLoader().getResource(ND4J) == null) {
                throw new IllegalStateException(
                        "this JVM runs without the module " + NAME + ", and this jar is the one without"
                                + " ND4J; start the JVM with --add-modules " + NAME
                                + " (on a cluster: env.java.opts.taskmanager), or run the jar that has ND4J");
            }
            Absence.warnOnce();
        }
        return PRESENT;
    }

    /** @throws IllegalStateException if it is not there */
    static boolean required() {
        if (!PRESENT) {
            throw new IllegalStateException(
                    "the vector kernel needs the module " + NAME + "; start this JVM with --add-modules " + NAME
                            + " (on a cluster: env.java.opts.taskmanager), or set scoring.kernel to auto or nd4j");
        }
        return true;
    }

    /** Initialised once per JVM, at the first use. */
    private static final class Absence {
        private static final Logger LOG = LoggerFactory.getLogger(VectorModule.class);

        static {
            LOG.warn(
                    "this JVM runs without the module {}: items are scored by ND4J, three to six times slower; enable"
                            + " the module with --add-modules {} (on a cluster: env.java.opts.taskmanager)",
                    NAME,
                    NAME);
        }

        static void warnOnce() {
            // the warning is in the initialiser
        }
    }
}
