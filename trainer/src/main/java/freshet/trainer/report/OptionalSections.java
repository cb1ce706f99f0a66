package freshet.trainer.report;

import com.samskivert.mustache.DefaultCollector;
import java.util.Iterator;
import java.util.Optional;

/** Shows a section of the template once for an {@link Optional} that holds something, and not at all for an empty one. */
final class OptionalSections extends DefaultCollector {

    @Override
    public Iterator<?> toIterator(Object value) {
        return value instanceof Optional<?> optional ? optional.stream().iterator() : super.toIterator(value);
    }
}
