package freshet.lab.benchmark.serving;

import java.util.OptionalLong;

/**
 * One swap as seen from outside.
 *
 * @param version of the new model
 * @param announcedNanos when it was announced: from then on it is fetched, checked and prepared
 * @param servedNanos when every instance of the job served it
 * @param resident bytes that the whole process had in memory then; empty where the machine does not tell
 */
record SwapMoment(long version, long announcedNanos, long servedNanos, OptionalLong resident) {}
