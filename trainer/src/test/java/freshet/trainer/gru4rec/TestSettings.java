package freshet.trainer.gru4rec;

import freshet.trainer.settings.Settings;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings for tests, written as {@code key=value} with blanks between them; of a key given twice
 * the last one counts.
 */
final class TestSettings {
    private TestSettings() {}

    static Gru4Rec of(String given) {
        return Gru4Rec.from(new Settings("gru4rec", Gru4Rec.ALLOWED, map(given)));
    }

    static Map<String, String> map(String given) {
        return Stream.of(given.split(" "))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, last) -> last));
    }
}
