package freshet.lab.benchmark;

/**
 * What one epoch took.
 *
 * @param events predictions learned from
 * @param seconds on the clock
 * @param cpuSeconds of the whole process, Java's own threads included
 * @param loss mean per prediction
 * @param bareGigaflops speed of {@link BareProduct} right after it
 * @param load of the machine right after it, see {@link freshet.lab.benchmark.Machine#load}
 * @param memory right after it
 */
record EpochFigures(
        long events,
        double seconds,
        double cpuSeconds,
        double loss,
        double bareGigaflops,
        double load,
        ProcessMemory memory) {

    /** Events per second on the clock. */
    double perSecond() {
        return events / seconds;
    }

    /** Events per CPU-second. */
    double perCpuSecond() {
        return events / cpuSeconds;
    }
}
