package freshet.job.settings;

import static freshet.job.settings.FreshetOptions.EVENTS_PARTITION_DISCOVERY;
import static freshet.job.settings.FreshetOptions.KAFKA_PROPERTIES_PREFIX;

import freshet.job.settings.JobSettings.EventsSettings.EventsStart;
import freshet.job.settings.JobSettings.OutputSettings;
import freshet.job.settings.JobSettings.OutputSettings.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Properties of the Kafka clients held against the settings and each other; what a {@link
 * SecretReferences} names is not known here.
 */
final class KafkaContradictions {
    // As in the clients' own documentation; they are refused there in words that name no setting of
    // the job.
    private static final long REQUEST_TIMEOUT_MILLIS = 30_000;
    private static final int MOST_IN_FLIGHT = 5;
    private static final Set<String> CODERS =
            Set.of("key.serializer", "value.serializer", "key.deserializer", "value.deserializer");

    private final JobSettings settings;
    private final Map<String, String> properties;
    private final boolean exactlyOnce;

    KafkaContradictions(JobSettings settings) {
        this.settings = settings;
        this.properties = settings.kafka().properties();
        this.exactlyOnce = settings.output().delivery() == Delivery.EXACTLY_ONCE;
    }

    /** @throws SettingsException for the first property that cannot work */
    void refuse() {
        OutputSettings output = settings.output();
        only("bootstrap.servers", settings.kafka().bootstrapServers(), "kafka.bootstrap.servers");
        only("group.id", settings.kafka().groupId(), "kafka.group-id");
        only(
                "transaction.timeout.ms",
                Long.toString(output.transactionTimeout().toMillis()),
                "delivery.transaction-timeout");
        known("transactional.id")
                .ifPresent(id -> refuse(
                        "transactional.id",
                        id,
                        "delivery.transaction-prefix is " + output.transactionPrefix(),
                        "every transaction has a name of its own; set the prefix, and leave the property out"));
        known("auto.offset.reset")
                .ifPresent(reset -> refuse(
                        "auto.offset.reset",
                        reset,
                        "events.start is " + settings.events().start(),
                        "that says where a job starts; leave the property out"));
        is("enable.auto.commit", "true")
                .ifPresent(value -> refuse(
                        "enable.auto.commit",
                        value,
                        "kafka.group-id is " + settings.kafka().groupId(),
                        "its offsets are committed with each checkpoint; leave the property out"));
        CODERS.stream().sorted().forEach(coder -> known(coder)
                .ifPresent(value -> refuse(
                        coder,
                        value,
                        "events.format is "
                                + settings.events().format().toString().toLowerCase(Locale.ROOT),
                        "the job reads and writes bytes, and decodes them by that; leave the property out")));
        if (exactlyOnce) {
            transactional();
        }
        times();
    }

    /** What works but is hardly meant. */
    List<String> odd() {
        List<String> odd = new ArrayList<>();
        is("isolation.level", "read_uncommitted")
                .ifPresent(value -> odd.add(text("isolation.level", value) + " and events.topic is "
                        + settings.events().topic() + ": events are answered that their producer may take back;"
                        + " leave the property out"));
        known("acks")
                .filter(acks -> !exactlyOnce && !all(acks))
                .ifPresent(acks -> odd.add(text("acks", acks) + " and delivery is "
                        + settings.output().delivery() + ": answers are lost with a broker; leave the property out"));
        is("enable.idempotence", "false")
                .filter(value -> !exactlyOnce)
                .ifPresent(value -> odd.add(text("enable.idempotence", value) + " and delivery is "
                        + settings.output().delivery() + ": answers are repeated without a failure of the job;"
                        + " leave the property out"));
        is("commit.offsets.on.checkpoint", "false")
                .filter(value -> settings.events().start() == EventsStart.COMMITTED)
                .ifPresent(value -> odd.add(text("commit.offsets.on.checkpoint", value)
                        + " and events.start is committed: no offset is committed, so that a job without a checkpoint"
                        + " starts at the earliest event; set events.start to earliest or latest"));
        known("partition.discovery.interval.ms")
                .filter(millis -> settings.given(EVENTS_PARTITION_DISCOVERY).isPresent()
                        && !millis.equals(
                                "" + settings.events().partitionDiscovery().toMillis()))
                .ifPresent(millis -> odd.add(text("partition.discovery.interval.ms", millis)
                        + " and events.partition-discovery is "
                        + Durations.text(settings.events().partitionDiscovery())
                        + ": the property holds; leave it out"));
        return odd;
    }

    private void transactional() {
        String delivery = "delivery is " + settings.output().delivery();
        known("acks")
                .filter(acks -> !all(acks))
                .ifPresent(acks -> refuse("acks", acks, delivery, "transactions need all; leave the property out"));
        is("enable.idempotence", "false")
                .ifPresent(value ->
                        refuse("enable.idempotence", value, delivery, "transactions need it; leave the property out"));
        number("retries")
                .filter(retries -> retries == 0)
                .ifPresent(retries ->
                        refuse("retries", "0", delivery, "transactions need retries; leave the property out"));
        number("max.in.flight.requests.per.connection")
                .filter(most -> most > MOST_IN_FLIGHT)
                .ifPresent(most -> refuse(
                        "max.in.flight.requests.per.connection",
                        most.toString(),
                        delivery,
                        "transactions allow at most " + MOST_IN_FLIGHT + "; set that, or leave the property out"));
    }

    private void times() {
        long request = number("request.timeout.ms").orElse(REQUEST_TIMEOUT_MILLIS);
        long linger = number("linger.ms").orElse(0L);
        number("delivery.timeout.ms")
                .filter(timeout -> timeout < linger + request)
                .ifPresent(timeout -> refuse(
                        "delivery.timeout.ms",
                        timeout.toString(),
                        "linger.ms and request.timeout.ms are " + linger + " and " + request,
                        "it must be at least their sum; set " + (linger + request) + ", or leave the property out"));
        number("default.api.timeout.ms")
                .filter(timeout -> timeout < request)
                .ifPresent(timeout -> refuse(
                        "default.api.timeout.ms",
                        timeout.toString(),
                        "request.timeout.ms is " + request,
                        "it must be at least that; set " + request + ", or leave the property out"));
    }

    /** The setting wins; a property with another value would be dropped without a word. */
    private void only(String property, String value, String setting) {
        known(property)
                .filter(given -> !given.equals(value))
                .ifPresent(given -> refuse(property, given, setting + " is " + value, "set " + setting + " alone"));
    }

    private Optional<String> known(String property) {
        return Optional.ofNullable(properties.get(property)).map(String::trim).filter(value -> !value.contains("${"));
    }

    private Optional<String> is(String property, String value) {
        return known(property).filter(value::equalsIgnoreCase);
    }

    /** Empty also where it is no whole number, which the client says itself. */
    private Optional<Long> number(String property) {
        return known(property).filter(value -> value.matches("\\d{1,18}")).map(Long::valueOf);
    }

    private static boolean all(String acks) {
        return acks.equals("all") || acks.equals("-1");
    }

    private static String text(String property, String value) {
        return KAFKA_PROPERTIES_PREFIX + property + " is " + value;
    }

    private static void refuse(String property, String value, String other, String remedy) {
        throw new SettingsException(text(property, value) + " and " + other + ": " + remedy);
    }
}
