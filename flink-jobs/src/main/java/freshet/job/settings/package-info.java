/**
 * Every setting of the job: its key, type, default and meaning, read from a file and from overrides, checked once. Imports
 * Flink's configuration classes, the session rules, what a model can be served with, the stores
 * that it may come from, the event formats, and the names of what looks up secrets; no other package of the job.
 */
@NullMarked
package freshet.job.settings;

import org.jspecify.annotations.NullMarked;
