package freshet.trainer.recurrent;

import freshet.trainer.Trainers;
import freshet.trainer.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings for tests, written as {@code key=value} with blanks between them; of a key given twice
 * the last one counts. Labels are not smoothed if it is not said. {@code model} is gru4rec if it is
 * not given.
 */
final class TestSettings {
    private static final String UNSMOOTHED = "label_smoothing=0 "; // a test's loss falls to nothing

    private TestSettings() {}

    static RecurrentModel of(String given) {
        Map<String, String> settings = new HashMap<>(map(given));
        String model = Optional.ofNullable(settings.remove("model")).orElse(Gru4Rec.KIND);
        Settings checked = new Settings(model, Trainers.settings(model), settings);
        return switch (model) {
            case Gru4Rec.KIND -> Gru4Rec.from(checked);
            case Lstm.KIND -> Lstm.from(checked);
            case Rnn.KIND -> Rnn.from(checked);
            default -> throw new IllegalArgumentException(model + " is not recurrent");
        };
    }

    static Map<String, String> map(String given) {
        return Stream.of((UNSMOOTHED + given).split(" "))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, last) -> last));
    }
}
