package freshet.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A hint can be typed as it is printed, and makes the topic that is missing. */
class CreateHintTest {
    private static final KafkaConnection KAFKA = KafkaConnection.plain("127.0.0.1:29392");

    @Test
    void aTopicOfAnotherNameIsNamedByItsSetting() {
        assertThat(CreateHint.of(KAFKA, TopicNames.DEFAULT.withModels("nope")))
                .isEqualTo("create it with freshet topics --bootstrap-servers 127.0.0.1:29392"
                        + " --set models.topic=nope --create 8");
    }

    @Test
    void aTopicOfTheDefaultNameNeedsNoSetting() {
        assertThat(CreateHint.of(KAFKA, TopicNames.DEFAULT.withEvents("events")))
                .isEqualTo("create it with freshet topics --bootstrap-servers 127.0.0.1:29392 --create 8");
    }

    @Test
    void aTopicOfItemsIsNamedAlwaysAsSettingsHaveNone() {
        assertThat(CreateHint.of(KAFKA, TopicNames.DEFAULT.withItems("items")))
                .endsWith(" --set items.topic=items --create 8");
    }

    @Test
    void allNamesOfADeploymentAreRepeated() {
        TopicNames names =
                TopicNames.DEFAULT.withEvents("e").withRecommendations("r").withRejected("x y");

        assertThat(CreateHint.of(KAFKA, names))
                .endsWith(" --set events.topic=e --set recommendations.topic=r --set 'rejected.topic=x y' --create 8");
    }
}
