package freshet.cli.models;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which files of a store nobody needs any more.
 *
 * @param keep newest bundles of each model that stay
 * @param needed bundles that are announced, or answer
 * @param before what was written later stays
 */
record Pruning(int keep, Needed needed, Instant before) {
    private static final Comparator<StoreFile> NEWEST_FIRST = Comparator.comparing(StoreFile::written)
            .reversed()
            .thenComparing(file -> file.path().toString());

    /** Those to delete, the oldest last: bundles that nobody needs, and half-written ones. */
    List<StoreFile> unneeded(List<StoreFile> files) {
        return files.stream()
                .filter(file -> file.written().isBefore(before))
                .filter(file -> file.part() || (!needed.hashes().contains(file.sha256()) && !amongNewest(file, files)))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    private boolean amongNewest(StoreFile file, List<StoreFile> files) {
        Predicate<StoreFile> ofTheModel =
                other -> !other.part() && other.model().equals(file.model());
        return files.stream()
                .filter(ofTheModel)
                .sorted(NEWEST_FIRST)
                .limit(keep)
                .anyMatch(file::equals);
    }
}
