#!/bin/sh
# RocksDB for Java: lowering the CPU priority of one database's merges lowers it for each database
# of the process, those opened later too, and it cannot be raised again.
#
# One would guess: options.getEnv().lowerThreadPoolCPUPriority(LOW) concerns the databases that are
# opened with these options.
# What happens: each new Options object gives the one default Env of the process. Its threads take
# the lower priority when they wake up next, so a look right after the call shows nothing. A second
# database with fresh options then merges at nice 19, long after the first options are closed. Env
# has no call that raises the priority, and Linux refuses it to a user without the right to.
#
# Who is hit: processes with several owners of RocksDB, such as a Flink TaskManager with jobs of
# several teams: one job's RocksDBOptionsFactory starves the merges of all others, until their
# writes stall.
# Versions: rocksdbjni 10.10.1 on Linux, JDK 17; the same in frocksdbjni 8.10.0-ververica-1.0, which
# Flink 2.2.1 brings.
#
# Seen on 2026-11-29:
#   at first: flush 0, merge 0
#   another database, after closed options had lowered it: flush 0, merge 19
set -eu
. "$(dirname "$0")/lib/java.sh"

cat >Nice.java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.Priority;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Two databases of one process; options that belong to neither lower the priority. */
public class Nice {
    public static void main(String[] args) throws Exception {
        RocksDB.loadLibrary();
        System.out.println("at first: " + niceWhileMerging("first"));
        try (Options options = new Options()) {
            options.getEnv().lowerThreadPoolCPUPriority(Priority.LOW);
        }
        System.out.println("another database, after closed options had lowered it: " + niceWhileMerging("second"));
    }

    static String niceWhileMerging(String folder) throws Exception {
        try (Options options = new Options().setCreateIfMissing(true);
                RocksDB db = RocksDB.open(options, folder)) {
            fillAndMerge(db);
            return "flush " + nice("rocksdb:high") + ", merge " + nice("rocksdb:low");
        }
    }

    static void fillAndMerge(RocksDB db) throws RocksDBException {
        try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
            for (int i = 0; i < 1000; i++) {
                db.put(("key " + i).getBytes(), new byte[100]);
            }
            db.flush(wait);
            db.compactRange();
        }
    }

    /** The nice value of a thread of this process, from Linux. */
    static String nice(String name) throws Exception {
        List<Path> tasks;
        try (var stream = Files.list(Path.of("/proc/self/task"))) {
            tasks = stream.toList();
        }
        for (Path task : tasks) {
            String stat = Files.readString(task.resolve("stat"));
            int end = stat.lastIndexOf(')');
            if (stat.substring(stat.indexOf('(') + 1, end).equals(name)) {
                return stat.substring(end + 2).split(" ")[16];
            }
        }
        return "unknown";
    }
}
JAVA
for package in org.rocksdb:rocksdbjni:10.10.1 com.ververica:frocksdbjni:8.10.0-ververica-1.0; do
    rm -rf first second
    packages "$package"
    program Nice.java
    run Nice
    expect 'at first: flush 0, merge 0' \
        'another database, after closed options had lowered it: flush 0, merge 19'
done
