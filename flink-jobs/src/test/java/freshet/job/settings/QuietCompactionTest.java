package freshet.job.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.testing.TestJobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

@EnabledOnOs(OS.LINUX)
class QuietCompactionTest {
    private static final Path THREADS = Path.of("/proc/self/task");
    private static final int NICE = 16; // of what follows the name in /proc/…/stat

    @TempDir
    Path folder;

    @Test
    void mergingThreadsGetTheLowestPriorityAndWritingOnesKeepTheirs() throws RocksDBException {
        RocksDB.loadLibrary();
        try (DBOptions given = new DBOptions();
                DBOptions quiet = new QuietCompaction().createDBOptions(given, new ArrayList<>());
                Options options = new Options(quiet, new ColumnFamilyOptions()).setCreateIfMissing(true);
                FlushOptions flush = new FlushOptions();
                RocksDB db = RocksDB.open(options, folder.toString())) {
            for (int file = 0; file < 3; file++) {
                for (int key = 0; key < 100; key++) {
                    db.put(("key" + key).getBytes(UTF_8), ("file" + file).getBytes(UTF_8));
                }
                db.flush(flush);
            }
            db.compactRange();

            TestJobs.eventually()
                    .untilAsserted(
                            () -> assertThat(nices("rocksdb:low")).isNotEmpty().containsOnly(19));
            assertThat(nices("rocksdb:high")).doesNotContain(19);
        }
    }

    /** The nice values of this process's threads of a name. */
    private static List<Integer> nices(String name) {
        try (Stream<Path> threads = Files.list(THREADS)) {
            return threads.flatMap(thread -> stat(thread).stream())
                    .filter(stat -> stat.contains("(" + name + ")"))
                    .map(stat -> Integer.parseInt(
                            stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty if the thread has ended meanwhile. */
    private static Optional<String> stat(Path thread) {
        try {
            return Optional.of(Files.readString(thread.resolve("stat")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
