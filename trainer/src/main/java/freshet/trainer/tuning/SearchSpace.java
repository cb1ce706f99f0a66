package freshet.trainer.tuning;

import freshet.trainer.settings.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The settings that a search varies, each with its range; one is drawn independently of the others
 * (random search, Bergstra and Bengio, "Random Search for Hyper-Parameter Optimization", JMLR
 * 2012). Immutable; threads may share it.
 *
 * @param ranges by setting, in order of the names; at least one
 */
public record SearchSpace(SortedMap<String, Range> ranges) {
    private static final int DRAWS_PER_TRIAL = 1_000;

    public SearchSpace {
        ranges = Collections.unmodifiableSortedMap(new TreeMap<>(ranges));
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("there is no setting to search; name at least one with its range");
        }
    }

    /**
     * Reads ranges as a user writes them, see {@link RangeText}.
     *
     * @param model the model's name, for error messages
     * @param allowed everything that can be set
     * @param texts ranges by setting
     * @throws IllegalArgumentException if there is none, a setting is unknown or must not be
     *     searched, or a range cannot be read or is outside its limits
     */
    public static SearchSpace of(String model, List<Setting> allowed, Map<String, String> texts) {
        SortedMap<String, Range> ranges = new TreeMap<>();
        texts.forEach((name, text) -> ranges.put(name, RangeText.read(setting(model, allowed, name), text)));
        return new SearchSpace(ranges);
    }

    private static Setting setting(String model, List<Setting> allowed, String name) {
        return allowed.stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("cannot search \"" + name + "\": model " + model
                        + " has no such setting; it has "
                        + String.join(", ", allowed.stream().map(Setting::name).toList())));
    }

    /** The ranges as they are written. */
    public SortedMap<String, String> texts() {
        SortedMap<String, String> texts = new TreeMap<>();
        ranges.forEach((name, range) -> texts.put(name, range.text()));
        return texts;
    }

    /**
     * The settings of the first trials of a search, all of them different. The same seed gives the
     * same ones; more trials only add some.
     *
     * @throws IllegalArgumentException if there are hardly as many different ones
     */
    public List<SortedMap<String, String>> draws(long seed, int trials) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<SortedMap<String, String>> drawn = new LinkedHashSet<>();
        while (drawn.size() < trials) {
            int before = drawn.size();
            for (int attempt = 0; attempt < DRAWS_PER_TRIAL && drawn.size() == before; attempt++) {
                drawn.add(draw(random));
            }
            if (drawn.size() == before) {
                throw new IllegalArgumentException("there are hardly more than " + before
                        + " different settings to search, too few for " + trials
                        + " trials; ask for fewer or widen a range");
            }
        }
        return new ArrayList<>(drawn);
    }

    private SortedMap<String, String> draw(SplittableRandom random) {
        SortedMap<String, String> values = new TreeMap<>();
        ranges.forEach((name, range) -> values.put(name, range.draw(random)));
        return Collections.unmodifiableSortedMap(values);
    }
}
