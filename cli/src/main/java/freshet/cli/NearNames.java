package freshet.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Names that somebody may have meant: those that differ by a few characters. */
public final class NearNames {
    private static final int MOST = 3;
    private static final int CHARACTERS_PER_SLIP = 4;

    private NearNames() {}

    private record Near(String name, int distance) {}

    /**
     * The nearest of the known names, at most three, the nearest first; upper and lower case and
     * blanks at the ends count as no difference. Of names up to seven characters one character may
     * differ, of longer ones one in four.
     */
    public static List<String> of(String name, Collection<String> known) {
        int most = Math.max(1, name.length() / CHARACTERS_PER_SLIP);
        LevenshteinDistance distance = new LevenshteinDistance(most); // gives -1 over the most
        String plain = plain(name);
        return known.stream()
                .filter(candidate -> Math.abs(candidate.strip().length() - plain.length()) <= most)
                .map(candidate -> new Near(candidate, distance.apply(plain, plain(candidate))))
                .filter(near -> near.distance() >= 0)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .limit(MOST)
                .map(Near::name)
                .toList();
    }

    /** A question that names them, with a blank before it; empty if there are none. */
    public static String question(String name, Collection<String> known) {
        List<String> near = of(name, known);
        return near.isEmpty() ? "" : near.stream().collect(Collectors.joining(" or ", " (did you mean ", "?)"));
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
