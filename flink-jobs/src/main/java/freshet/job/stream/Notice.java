package freshet.job.stream;

/** What every instance of the recommender is told beside the events. */
public sealed interface Notice permits Announcement, Availability {}
