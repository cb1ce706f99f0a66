package freshet.gateway.model;

import freshet.serving.Announcement;
import freshet.serving.table.AnnouncementRecords;
import freshet.serving.table.TopicFollower;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the topic of announcements says: at the start the highest version that can be loaded is
 * served, from then on each higher one. A challenger is known, and served to nobody who does not
 * ask for its version. An announcement that comes again, as when the topic was made anew, changes
 * nothing. For the follower's thread.
 */
final class ModelsTable implements TopicFollower.Table {
    private final AnnouncementRecords records;
    private final Announced announced;
    private final AnsweringThreads threads;
    private final List<Announcement> first = new ArrayList<>();
    private boolean begun;

    ModelsTable(AnnouncementRecords records, Announced announced, AnsweringThreads threads) {
        this.records = records;
        this.announced = announced;
        this.threads = threads;
    }

    @Override
    public void begin() {
        first.clear(); // a reading that did not come to its end begins again
        announced.forgetChallenger();
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        records.challenge(record).ifPresent(announced::take);
        records.read(record).ifPresent(announcement -> {
            announced.take(announcement);
            if (begun) {
                threads.offer(announcement);
            } else {
                first.add(announcement);
            }
        });
    }

    @Override
    public void whole() {
        if (!begun) {
            Collections.reverse(first); // of two with one version the later is the one that is meant
            threads.begin(List.copyOf(first));
            begun = true;
            first.clear();
        }
    }
}
