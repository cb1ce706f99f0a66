package freshet.trainer.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The calling thread and some helpers, who do one piece of work at a time together, each of them
 * its own part. A part is a function of the member's number and the team's size alone, so that the
 * same work is divided alike each time: as long as parts write to different places, the result does
 * not depend on who is quick. Used by the thread that made it; nothing is allocated per piece of
 * work.
 */
public final class Team implements AutoCloseable {
    /** A piece of work in parts. */
    @FunctionalInterface
    public interface Work {
        /** Does the part of the given member, from 0 to before the team's size. */
        void run(int member);
    }

    private static final Work END = member -> {};

    private final List<Helper> helpers;
    private Work work = END;
    private long round;

    /** @param size members, the calling thread included; at least 1 */
    public Team(int size) {
        this.helpers = IntStream.range(1, size).mapToObj(Helper::new).toList();
        helpers.forEach(Thread::start);
    }

    /** Members, the calling thread included. */
    public int size() {
        return helpers.size() + 1;
    }

    /**
     * Where a member's part begins of {@code count} things in a row; it ends where the next
     * member's begins.
     */
    public int from(int member, int count) {
        return (int) ((long) count * member / size());
    }

    /**
     * Does all parts and returns when the last one is done.
     *
     * @throws RuntimeException what a part threw; the lowest member's if several did; none of it is
     *     left for the next piece of work
     */
    public void run(Work parts) {
        work = parts;
        round++;
        for (int i = 0; i < helpers.size(); i++) {
            helpers.get(i).start.raise(round);
        }
        Throwable failure = null;
        try {
            parts.run(0);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        for (int i = 0; i < helpers.size(); i++) {
            helpers.get(i).done.await(round);
            Throwable other = helpers.get(i).takeFailure();
            if (failure == null) {
                failure = other;
            }
        }
        rethrow(failure);
    }

    private static void rethrow(@Nullable Throwable failure) {
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    /** Ends the helpers' threads. */
    @Override
    public void close() {
        if (work != END || round == 0) {
            run(END);
        }
        List<Helper> left = new ArrayList<>(helpers);
        boolean interrupted = false;
        while (!left.isEmpty()) {
            try {
                left.get(0).join();
                left.remove(0);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Helper extends Thread {
        private final int member;
        private final Signal start = new Signal();
        private final Signal done = new Signal();
        private @Nullable Throwable failure;

        Helper(int member) {
            super("training-" + member);
            this.member = member;
            setDaemon(true);
        }

        @Override
        public void run() {
            long next = 1;
            Work last;
            do {
                start.await(next);
                last = work;
                try {
                    last.run(member);
                } catch (RuntimeException | Error e) {
                    failure = e;
                }
                done.raise(next++);
            } while (last != END);
        }

        @Nullable
        Throwable takeFailure() {
            Throwable taken = failure;
            failure = null;
            return taken;
        }
    }

    /**
     * A growing number that one thread raises and one other waits for: first busily, as the parts
     * of a training step last microseconds, then asleep. What was written before it is raised is
     * seen by who waited.
     */
    private static final class Signal {
        private static final int SPINS = 2_000; // tens of microseconds

        private volatile long value;
        private volatile @Nullable Thread sleeper;

        /** @param now greater than any value before */
        void raise(long now) {
            value = now;
            LockSupport.unpark(sleeper);
        }

        /** Returns once the value is {@code least} or greater. */
        void await(long least) {
            for (int i = 0; i < SPINS; i++) {
                if (value >= least) {
                    return;
                }
                Thread.onSpinWait();
            }
            sleeper = Thread.currentThread();
            while (value < least) {
                LockSupport.park(this);
            }
            sleeper = null;
        }
    }
}
