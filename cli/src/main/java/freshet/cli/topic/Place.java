package freshet.cli.topic;

/** Where an event is on the events topic. */
record Place(int partition, long offset) {}
