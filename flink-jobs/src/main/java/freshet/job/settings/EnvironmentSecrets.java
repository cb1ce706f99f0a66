package freshet.job.settings;

import org.apache.kafka.common.config.provider.EnvVarConfigProvider;

/** Environment variables: {@code ${env:NAME}}. */
public final class EnvironmentSecrets extends RequiredSecrets {

    /** For Kafka. */
    public EnvironmentSecrets() {
        super("env", new EnvVarConfigProvider(), "set the variable for that process, or name another one");
    }
}
