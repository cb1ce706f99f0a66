package freshet.lab.demo;

import org.HdrHistogram.Histogram;

/**
 * What there is to show at a moment of live serving.
 *
 * @param seconds since the first event was sent
 * @param written events on the topic
 * @param eventsPerSecond since the last status
 * @param answersPerSecond since the last status
 * @param figures what was read from the topics
 * @param latency of the answers since the last status, microseconds
 * @param training how far the second training is, in words; empty when there is none
 */
record DemoStatus(
        double seconds,
        long written,
        double eventsPerSecond,
        double answersPerSecond,
        LiveFigures figures,
        Histogram latency,
        String training) {}
