/**
 * What flows between the operators, and how each is written: a record or interface, and a
 * serializer of its own. Kafka is in the packages below: {@code event}, {@code table},
 * {@code output}, and {@code topic}, which the first two share. Imports the records of
 * {@code freshet.schema}, the events of sessions and Flink's serializers; no other package of the
 * job. Savepoints name {@code AnnouncementSerializer.Snapshot}, which therefore stays here.
 */
@NullMarked
package freshet.job.stream;

import org.jspecify.annotations.NullMarked;
