package freshet.lab.demo;

import org.HdrHistogram.Histogram;

/**
 * What came of the live part of a demo.
 *
 * @param written events on the topic
 * @param figures what was read from the topics in the end
 * @param latency of all answers, microseconds
 */
record ServingReport(long written, LiveFigures figures, Histogram latency) {}
