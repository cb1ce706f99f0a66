package freshet.gateway.health;

import java.util.Optional;
import java.util.function.Supplier;

/** One thing that the gateway needs before it can answer. Threads ask it; asking never blocks. */
public interface Readiness {
    /** One word for it. */
    String name();

    /** One line that says what is missing and how far it is; empty where all is well. */
    Optional<String> problem();

    /** One line of what is worth knowing and hinders nothing; empty where there is none. */
    default Optional<String> note() {
        return Optional.empty();
    }

    /** A check of this name. */
    static Readiness of(String name, Supplier<Optional<String>> problem) {
        return of(name, problem, Optional::empty);
    }

    /** A check of this name, with what is worth knowing. */
    static Readiness of(String name, Supplier<Optional<String>> problem, Supplier<Optional<String>> note) {
        return new Readiness() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<String> problem() {
                return problem.get();
            }

            @Override
            public Optional<String> note() {
                return note.get();
            }
        };
    }
}
