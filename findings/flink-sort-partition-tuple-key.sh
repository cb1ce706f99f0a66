#!/bin/sh
# Flink's sortPartition sorts by the first field alone where the key selector gives a tuple.
#
# One would guess: records are in the order of their keys, and a tuple is a key with an order, as it
# is for keyBy and for the sort of a tuple's fields.
# What happens: the job runs without a word. Records are in order of the key's first field. Those
# with the same first field are in no order of the second one.
#
# Who is hit: whoever sorts a bounded stream by two things at once, for example by session and time.
# Small inputs may come out right by chance. A key that is one number or one text is sorted right.
# Versions: flink-streaming-java 2.2.1, batch mode, JDK 17.
# Source: the operator sorts pairs of key and record by the flat field 0. Of a key that is a tuple
# that is its first field, not the key.
#
# Seen on 2026-11-30:
#   key Tuple2, ASCENDING: in order of the first field: true, of both: false
#   key Tuple2, DESCENDING: in order of the first field: true, of both: false
#   key Long, ASCENDING: in order of the first field: true, of both: true
set -eu
. "$(dirname "$0")/lib/java.sh"

cat >SortPartition.java <<'JAVA'
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.operators.Order;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Sorts a thousand pairs of numbers by both of them, with two kinds of key. */
public class SortPartition {
    static final TypeInformation<Tuple2<Long, Long>> PAIR = Types.TUPLE(Types.LONG, Types.LONG);
    static final long SECONDS_BELOW = 1_000;

    /** The pair itself. */
    static class Both implements KeySelector<Tuple2<Long, Long>, Tuple2<Long, Long>> {
        @Override
        public Tuple2<Long, Long> getKey(Tuple2<Long, Long> pair) {
            return Tuple2.of(pair.f0, pair.f1);
        }
    }

    /** The pair as one number. */
    static class OneNumber implements KeySelector<Tuple2<Long, Long>, Long> {
        @Override
        public Long getKey(Tuple2<Long, Long> pair) {
            return pair.f0 * SECONDS_BELOW + pair.f1;
        }
    }

    public static void main(String[] args) throws Exception {
        System.out.println("key Tuple2, " + sorted(new Both(), Order.ASCENDING));
        System.out.println("key Tuple2, " + sorted(new Both(), Order.DESCENDING));
        System.out.println("key Long, " + sorted(new OneNumber(), Order.ASCENDING));
        System.exit(0);
    }

    static <K> String sorted(KeySelector<Tuple2<Long, Long>, K> key, Order order) throws Exception {
        Random random = new Random(1);
        List<Tuple2<Long, Long>> pairs = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            pairs.add(Tuple2.of((long) random.nextInt(10), (long) random.nextInt((int) SECONDS_BELOW)));
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        env.setParallelism(1);
        List<Tuple2<Long, Long>> result = new ArrayList<>();
        env.fromData(pairs, PAIR)
                .fullWindowPartition()
                .sortPartition(key, order)
                .executeAndCollect()
                .forEachRemaining(result::add);
        if (result.size() != pairs.size()) {
            throw new IllegalStateException(result.size() + " pairs came out");
        }
        Comparator<Tuple2<Long, Long>> byFirst = Comparator.comparing(pair -> pair.f0);
        Comparator<Tuple2<Long, Long>> byBoth = byFirst.thenComparing(pair -> pair.f1);
        boolean down = order == Order.DESCENDING;
        return order + ": in order of the first field: " + holds(result, down ? byFirst.reversed() : byFirst)
                + ", of both: " + holds(result, down ? byBoth.reversed() : byBoth);
    }

    static boolean holds(List<Tuple2<Long, Long>> pairs, Comparator<Tuple2<Long, Long>> order) {
        for (int i = 1; i < pairs.size(); i++) {
            if (order.compare(pairs.get(i - 1), pairs.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }
}
JAVA
packages org.apache.flink:flink-streaming-java:2.2.1 org.apache.flink:flink-clients:2.2.1 \
    org.slf4j:slf4j-nop:1.7.36
program SortPartition.java
run SortPartition
expect 'key Tuple2, ASCENDING: in order of the first field: true, of both: false' \
    'key Tuple2, DESCENDING: in order of the first field: true, of both: false' \
    'key Long, ASCENDING: in order of the first field: true, of both: true'
