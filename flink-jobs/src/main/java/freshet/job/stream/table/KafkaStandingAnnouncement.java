package freshet.job.stream.table;

import freshet.job.settings.JobSettings;
import freshet.job.stream.Announcement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Reads the models topic from its start to its present end. */
public final class KafkaStandingAnnouncement implements StandingAnnouncement {
    private static final long serialVersionUID = 1L;

    private final WholeTopic topic;
    private final String model;

    public KafkaStandingAnnouncement(JobSettings settings) {
        this.topic = new WholeTopic(settings.kafka(), settings.model().topic());
        this.model = settings.model().name();
    }

    @Override
    public List<Announcement> newestFirst() {
        List<Announcement> found = new ArrayList<>();
        topic.read(record -> AnnouncementRecords.read(record, model).ifPresent(found::add));
        Collections.reverse(found); // of two with one version the later is the one that is meant
        found.sort(Comparator.comparingLong(Announcement::version).reversed());
        return found;
    }
}
