package freshet.lab.benchmark.serving;

/** What a serving benchmark can measure. */
enum Run {
    /** The highest rate. */
    BACKLOG,
    /** The latency at a fixed rate. */
    LATENCY,
    /** The latency at a fixed rate while models are swapped. */
    SWAPS
}
