package freshet.lab.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Collects what the fault tests saw in {@code target/faults.md}: rows for the table of
 * {@code docs/RELIABILITY.md}.
 */
final class FaultReport {
    private static final Path FILE = Path.of("target", "faults.md");

    private FaultReport() {}

    static void add(String fault, String delivery, long sent, CountedLedger ledger, long silenceMillis) {
        String row = String.format(
                Locale.ROOT,
                "| %s | %s | %,d | %,d | %s | %,d | %,d | %.1f s |%n",
                fault,
                delivery,
                sent,
                ledger.answered(),
                rejected(ledger),
                ledger.repeated(),
                ledger.missing(),
                silenceMillis / 1e3);
        try {
            Files.writeString(FILE, row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.print(row);
    }

    private static String rejected(CountedLedger ledger) {
        return ledger.rejected().isEmpty()
                ? "0"
                : ledger.rejected().entrySet().stream()
                        .map(reason -> String.format(Locale.ROOT, "%,d %s", reason.getValue(), reason.getKey()))
                        .collect(Collectors.joining(", "));
    }
}
