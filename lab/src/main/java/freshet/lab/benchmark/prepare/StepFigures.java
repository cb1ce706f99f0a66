package freshet.lab.benchmark.prepare;

/**
 * What a command has taken.
 *
 * @param seconds of the clock, from its start
 * @param cpuSeconds of the whole process
 * @param heap most bytes that Java's objects took
 * @param anonymous most bytes in memory that were no file's; 0 where the system does not tell
 * @param resident most bytes in memory, with mapped files; 0 where the system does not tell
 */
record StepFigures(double seconds, double cpuSeconds, long heap, long anonymous, long resident) {}
