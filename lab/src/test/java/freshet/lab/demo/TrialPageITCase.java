package freshet.lab.demo;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.gateway.Gateway;
import freshet.gateway.GatewaySettings;
import freshet.lab.RunningKafka;
import freshet.schema.Rollout;
import freshet.schema.RolloutDecision;
import freshet.schema.RolloutStage;
import freshet.schema.codec.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway's page shows of a trial, in a real browser. */
class TrialPageITCase {
    private static final int WIDE = 1400;
    private static final int PHONE = 390;
    private static final String TOPIC = "rollouts";
    private static final Map<String, Double> FIGURES = Map.ofEntries(
            Map.entry("predictions", 12_345.0),
            Map.entry("championRecall", 0.51),
            Map.entry("challengerRecall", 0.53),
            Map.entry("recallGain", 0.039),
            Map.entry("recallGainLower", 0.011),
            Map.entry("recallGainUpper", 0.068),
            Map.entry("championMrr", 0.25),
            Map.entry("challengerMrr", 0.26),
            Map.entry("mrrGain", 0.04),
            Map.entry("mrrGainLower", -0.002),
            Map.entry("championItems", 1_203.0),
            Map.entry("challengerItems", 1_187.0));

    @TempDir
    private Path folder;

    @Test
    void thePanelTellsOfTheTrialAndItsVerdicts() throws Exception {
        Browser.require();
        try (RunningKafka kafka = new RunningKafka(folder.resolve("kafka"))) {
            try (Admin admin = kafka.connection().admin()) {
                Topics.create(admin, TopicNames.DEFAULT.withRollouts(TOPIC), 1);
            }
            try (Gateway gateway = new Gateway(GatewaySettings.of(Map.of(
                            "http.port",
                            "0",
                            "kafka.bootstrap.servers",
                            kafka.bootstrapServers(),
                            "model.allowed-stores",
                            folder.toUri().toString(),
                            "rollouts.topic",
                            TOPIC)));
                    Browser browser = Browser.open(WIDE, 1_000);
                    Producer<byte[], byte[]> judge = kafka.connection().producer()) {
                browser.load(gateway.address());
                eventually().until(() -> browser.text("#trial .state").contains("No challenger was ever on trial"));

                write(judge, RolloutStage.CANARY, RolloutDecision.GO_ON, "no loss over 2.0 %");
                eventually()
                        .until(() ->
                                browser.all("#verdicts [data-decision='GO_ON']").size() == 1);
                assertThat(browser.text("#trial-body"))
                        .contains("Model 8 is tried beside model 7: it answers 5.0 % of the visits")
                        .contains("Hit rate 51 % 53 % +3.9 % (+1.1 % to +6.8 %)")
                        .contains("Mean reciprocal rank 0.250 0.260 +4.0 % (-0.2 % to unknown)")
                        .contains("Different items 1,203 1,187")
                        .contains("12,345 predictions of both");
                assertThat(browser.text("#trial-stage")).isEqualTo("answers some");

                write(judge, RolloutStage.RETURNED, RolloutDecision.RETURN, "95 of 100 answers take up to 40 ms");
                eventually().until(() -> browser.text("#trial-stage").equals("taken back"));
                assertThat(browser.text("#verdicts li"))
                        .contains("Model 8 is taken back")
                        .contains("95 of 100 answers take up to 40 ms");
                try (Browser phone = Browser.open(PHONE, 844)) {
                    phone.load(gateway.address());
                    eventually().until(() -> phone.text("#trial-stage").equals("taken back"));
                    assertThat(phone.width()).isLessThanOrEqualTo(PHONE);
                }
            }
        }
    }

    private static void write(
            Producer<byte[], byte[]> judge, RolloutStage stage, RolloutDecision decision, String reason)
            throws Exception {
        SingleObjectCodec<Rollout> codec = new SingleObjectCodec<>(Rollout.class);
        Instant now = Instant.now();
        long number = decision.ordinal();
        Rollout rollout = new Rollout(
                "default", number, 8L, 7L, stage, decision, 0.05, 0.2, reason, now, now, now, FIGURES, "", -1, -1L);
        for (String key : new String[] {"default/" + number, "default"}) {
            judge.send(new ProducerRecord<>(TOPIC, key.getBytes(StandardCharsets.UTF_8), codec.encode(rollout)))
                    .get();
        }
    }
}
