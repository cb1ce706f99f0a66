package freshet.job.recommend;

/** Decides when a batch that is not full is answered all the same. For the task's thread alone. */
interface FlushTrigger {

    /**
     * An event joined the batch, which is not full.
     *
     * @param waiting events in the batch with it, at least 1
     */
    void waits(int waiting);

    /** The batch was answered, for whatever reason. */
    void answered();
}
