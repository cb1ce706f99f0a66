package freshet.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads an option that takes one of an enumeration's constants, in any case; a fault names them in
 * lower case, as the help does.
 */
record EnumOption<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {

    /** Makes a command line and all its subcommands read such options so. */
    static void register(CommandLine root) {
        register(root, root);
    }

    private static void register(CommandLine root, CommandLine command) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            for (Class<?> type : option.auxiliaryTypes()) {
                if (type.isEnum()) {
                    register(root, type.asSubclass(Enum.class));
                }
            }
        }
        command.getSubcommands().values().forEach(each -> register(root, each));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an enumeration known at run time alone
    private static void register(CommandLine root, Class<? extends Enum> type) {
        root.registerConverter((Class) type, new EnumOption(type));
    }

    @Override
    public E convert(String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("\"" + text + "\" is none of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}
