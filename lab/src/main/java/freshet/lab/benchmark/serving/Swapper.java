package freshet.lab.benchmark.serving;

import freshet.lab.benchmark.ProcessMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Publishes a model every so often and notes when the job serves it. For one thread. */
final class Swapper {
    private final ServingModels models;
    private final JobProbe probe;
    private final long everyNanos;
    private final List<SwapMoment> swaps = new ArrayList<>();
    private long nextNanos;
    private long announcedNanos;
    private long awaited; // version that was announced and is not served yet, or 0

    /**
     * @param startNanos the first model is published so long after it as every other after the one
     *     before
     * @param everyNanos a model that is not served by then keeps the next one waiting
     */
    Swapper(ServingModels models, JobProbe probe, long startNanos, long everyNanos) {
        this.models = models;
        this.probe = probe;
        this.everyNanos = everyNanos;
        this.nextNanos = startNanos + everyNanos;
    }

    /** Does what is due. */
    void look() {
        note();
        if (awaited == 0 && System.nanoTime() >= nextNanos) {
            announcedNanos = System.nanoTime();
            awaited = models.publishNext();
            nextNanos += everyNanos;
        }
    }

    /** Waits until the job serves what was published last. */
    void finish(Vigil vigil) throws InterruptedException {
        vigil.await("taking up the last model", probe::modelVersion, awaited);
        note();
    }

    private void note() {
        if (awaited > 0 && probe.modelVersion() >= awaited) {
            swaps.add(new SwapMoment(awaited, announcedNanos, System.nanoTime(), ProcessMemory.residentNow()));
            awaited = 0;
        }
    }

    /** The swaps that are over. */
    List<SwapMoment> swaps() {
        return List.copyOf(swaps);
    }

    /**
     * One swap as seen from outside.
     *
     * @param version of the new model
     * @param announcedNanos when it was announced: from then on it is fetched, checked and prepared
     * @param servedNanos when every instance of the job served it
     * @param resident bytes that the whole process had in memory then; empty where the machine does
     *     not tell
     */
    record SwapMoment(long version, long announcedNanos, long servedNanos, OptionalLong resident) {}
}
