package freshet.job;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/**
 * An operator whose part of a checkpoint takes as long as a test wants; one for the JVM, as the
 * tasks are in it.
 */
final class HeldCheckpoints<T> implements MapFunction<T, Integer>, CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private static final Lock LOCK = new ReentrantLock();
    private static final Condition LET_GO = LOCK.newCondition();
    private static boolean held;

    /** From now on no checkpoint gets past this operator, or those that wait do. */
    static void hold(boolean hold) {
        LOCK.lock();
        try {
            held = hold;
            LET_GO.signalAll();
        } finally {
            LOCK.unlock();
        }
    }

    @Override
    public Integer map(T value) {
        return 1;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws InterruptedException {
        LOCK.lockInterruptibly();
        try {
            while (held) {
                LET_GO.await();
            }
        } finally {
            LOCK.unlock();
        }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        // It has none.
    }
}
