package freshet.job.settings;

import java.util.Collection;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.Priority;

/**
 * Lets RocksDB merge its files on processor time that nobody else wants: its merging threads get
 * the lowest priority that Linux gives (nice 19). A merge takes a core for half a second, in which
 * events would wait. Threads that write out memory, for which a checkpoint waits, keep theirs.
 *
 * <p>These threads belong to the process: every environment that RocksDB's Java interface can make
 * hands its work to those of the default one, and Linux lets nobody but root raise a priority
 * again. So other jobs in the process have quiet merges too, until it ends.
 */
public final class QuietCompaction implements RocksDBOptionsFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public DBOptions createDBOptions(DBOptions options, Collection<AutoCloseable> toClose) {
        Env.getDefault().lowerThreadPoolCPUPriority(Priority.LOW); // one for the process; Linux calls it nice 19
        return options;
    }

    @Override
    public ColumnFamilyOptions createColumnOptions(ColumnFamilyOptions options, Collection<AutoCloseable> toClose) {
        return options;
    }
}
