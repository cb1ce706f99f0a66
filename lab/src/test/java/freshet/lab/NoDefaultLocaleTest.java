package freshet.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.DateFormat;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Formatter;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;

/**
 * Nothing of ours goes by the default locale: in a Turkish one "I" becomes "ı", in an Egyptian one
 * "1" becomes "١".
 */
@AnalyzeClasses(packages = "freshet", importOptions = ImportOption.DoNotIncludeTests.class)
class NoDefaultLocaleTest {
    private static final String CONSTRUCTOR = "<init>";
    private static final Map<Class<?>, Set<String>> BY_LOCALE = Map.ofEntries(
            Map.entry(String.class, Set.of("toLowerCase", "toUpperCase", "format", "formatted")),
            Map.entry(PrintStream.class, Set.of("printf", "format")),
            Map.entry(PrintWriter.class, Set.of("printf", "format")),
            Map.entry(Formatter.class, Set.of(CONSTRUCTOR)),
            Map.entry(Scanner.class, Set.of(CONSTRUCTOR)),
            Map.entry(MessageFormat.class, Set.of(CONSTRUCTOR, "format")),
            Map.entry(DecimalFormat.class, Set.of(CONSTRUCTOR)),
            Map.entry(DecimalFormatSymbols.class, Set.of(CONSTRUCTOR, "getInstance")),
            Map.entry(NumberFormat.class, Set.of("getInstance", "getNumberInstance", "getIntegerInstance")),
            Map.entry(SimpleDateFormat.class, Set.of(CONSTRUCTOR)),
            Map.entry(DateFormat.class, Set.of("getInstance", "getDateInstance", "getTimeInstance")),
            Map.entry(DateTimeFormatter.class, Set.of("ofPattern", "ofLocalizedDate", "ofLocalizedDateTime")),
            Map.entry(DateTimeFormatterBuilder.class, Set.of("toFormatter")));

    @ArchTest
    static final ArchRule EVERY_TEXT_NAMES_ITS_LOCALE = noClasses()
            .should()
            .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("goes by the default locale") {
                @Override
                public boolean test(JavaAccess<?> access) {
                    return access.getTarget() instanceof CodeUnitCallTarget target
                            && BY_LOCALE.entrySet().stream()
                                    .anyMatch(entry -> target.getOwner().isEquivalentTo(entry.getKey())
                                            && entry.getValue().contains(target.getName()))
                            && target.getRawParameterTypes().stream()
                                    .noneMatch(type -> type.isEquivalentTo(Locale.class)
                                            || type.isEquivalentTo(DecimalFormatSymbols.class));
                }
            })
            .because("a number or a word is the same on every machine; name Locale.ROOT");
}
