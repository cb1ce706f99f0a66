package freshet.job.model;

/**
 * What a swap took.
 *
 * @param loadNanos in the background, from asking for the model to its finished scratch; short where another slot had loaded it
 * @param swapNanos on the task's thread, with the waiting batch that the old model answers
 */
public record SwapTimes(long loadNanos, long swapNanos) {}
