/**
 * Where bundles may come from: places as announcements and settings write them, and which of them are allowed. Imports the bundle's
 * exception and the quoting of foreign text; nothing of Flink and no other package of the job.
 */
@NullMarked
package freshet.job.store;

import org.jspecify.annotations.NullMarked;
