package freshet.model.kind;

import freshet.model.bundle.ModelBundle;
import java.util.List;

/**
 * Example bundles of one kind of model, by which the contract tests try it. It is found by its
 * name: class {@code XKind} has {@code XKindExample} in the tests, in the same package.
 */
public interface KindExample {

    /**
     * Bundles with random weights over the items {@code i0}, {@code i1}, …, one for each variant of
     * the kind, the common one first.
     *
     * @param items at least 2
     * @param width of all that has a width
     */
    List<ModelBundle> bundles(long seed, int items, int width);

    /** The examples of a kind; an error if there are none. */
    static KindExample of(ModelKind kind) {
        String name = kind.getClass().getName() + "Example";
        try {
            return (KindExample) Class.forName(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(
                    "kind " + kind.name() + " needs examples for the contract tests: write the public class " + name,
                    e);
        }
    }

    /** The examples of every kind. */
    static List<ModelBundle> ofEveryKind(long seed, int items, int width) {
        return ModelKinds.all().stream()
                .flatMap(kind -> of(kind).bundles(seed, items, width).stream())
                .toList();
    }
}
