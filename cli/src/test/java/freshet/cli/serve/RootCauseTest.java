package freshet.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RootCauseTest {

    @Test
    void theInnermostCauseIsNamed() {
        String trace =
                """
                org.apache.flink.runtime.JobException: Recovery is suppressed
                \tat org.apache.flink.runtime.Some.method(Some.java:1)
                Caused by: java.lang.RuntimeException: outer
                \tat freshet.Some.method(Some.java:2)
                \t... 3 more
                Caused by: org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized: [events]
                """;

        assertThat(RootCause.of(trace)).hasValue("TopicAuthorizationException: Not authorized: [events]");
    }

    @Test
    void withoutACauseItIsTheFirstLine() {
        assertThat(RootCause.of("java.io.IOException: disk full\n\tat some.Where.at(Where.java:3)\n"))
                .hasValue("IOException: disk full");
        assertThat(RootCause.of("")).isEmpty();
    }
}
