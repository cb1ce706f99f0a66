package freshet.cli.evaluate;

import freshet.model.evaluation.TieRule;
import java.util.Iterator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option that names a tie rule, and lists the names for its help. */
final class TieRuleOption implements ITypeConverter<TieRule>, Iterable<String> {

    @Override
    public TieRule convert(String name) {
        return Stream.of(TieRule.values())
                .filter(rule -> rule.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "\"" + name + "\" is no tie rule; there are " + names().collect(Collectors.joining(", "))));
    }

    @Override
    public Iterator<String> iterator() {
        return names().iterator();
    }

    private static Stream<String> names() {
        return Stream.of(TieRule.values()).map(TieRule::toString);
    }
}
