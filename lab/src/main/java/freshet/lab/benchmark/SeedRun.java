package freshet.lab.benchmark;

import freshet.cli.terminal.Effort;
import freshet.model.evaluation.RankingMetrics;

/**
 * One seed's training and what it was worth.
 *
 * @param seed of every random choice
 * @param metrics on the test log
 * @param training what it took
 */
record SeedRun(long seed, RankingMetrics metrics, Effort training) {}
