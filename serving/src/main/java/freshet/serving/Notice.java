package freshet.serving;

/** What those who serve models are told beside the events. */
public sealed interface Notice permits Announcement, Challenge, ItemUpdate, TrendUpdate {}
