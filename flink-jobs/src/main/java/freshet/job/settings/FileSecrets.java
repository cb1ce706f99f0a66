package freshet.job.settings;

import org.apache.kafka.common.config.provider.FileConfigProvider;

/** Entries of a properties file: {@code ${file:PROPERTIES-FILE:KEY}}. */
public final class FileSecrets extends RequiredSecrets {

    /** For Kafka. */
    public FileSecrets() {
        super("file", new FileConfigProvider(), "write the entry into the file on that host, or name another one");
    }
}
