package freshet.job.settings;

import org.apache.kafka.common.config.provider.DirectoryConfigProvider;

/** Files of a folder: {@code ${dir:FOLDER:FILE}}. */
public final class FolderSecrets extends RequiredSecrets {

    /** For Kafka. */
    public FolderSecrets() {
        super("dir", new DirectoryConfigProvider(), "put the file into the folder on that host, or name another one");
    }
}
