package freshet.cli.benchmark.serving;

/**
 * One swap as seen from outside.
 *
 * @param version of the new model
 * @param announcedNanos when it was announced: from then on it is fetched, checked and prepared
 * @param servedNanos when every instance of the job served it
 */
record SwapMoment(long version, long announcedNanos, long servedNanos) {}
