package freshet.cli.train;

import freshet.trainer.settings.Setting;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says what can be set on a trainer. */
final class SettingsList {
    private SettingsList() {}

    /** A line per setting with name, default, range and meaning. */
    static String of(String model, List<Setting> settings) {
        if (settings.isEmpty()) {
            return "model " + model + " has no settings";
        }
        int width =
                settings.stream().mapToInt(each -> each.name().length()).max().orElseThrow();
        return settings.stream()
                .map(each -> String.format(
                        Locale.ROOT,
                        "%-" + width + "s  default %s; %s: %s",
                        each.name(),
                        each.defaultValue(),
                        each.range(),
                        each.meaning()))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
