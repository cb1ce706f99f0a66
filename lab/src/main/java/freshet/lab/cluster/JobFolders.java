package freshet.lab.cluster;

import freshet.cli.CommandException;
import freshet.job.settings.JobSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the checkpoints and savepoints of a job are. */
record JobFolders(ClusterFolder cluster) {
    /**
     * Folders of this machine; that of {@code checkpoint.dir} is created if it is missing.
     *
     * @param named whether the user says where the job begins, so that nothing has to be found
     * @throws CommandException if that one cannot be used, or cannot be looked into
     */
    List<Path> of(JobSettings settings, boolean named) {
        List<Path> folders = new ArrayList<>(List.of(cluster.checkpoints(), cluster.savepoints()));
        String dir = settings.checkpoints().dir();
        if (!dir.isEmpty()) {
            Optional<Path> local = local(dir);
            if (local.isEmpty() && !named) {
                throw new CommandException("checkpoint.dir is " + dir + ", which is not on this machine and thus not"
                        + " looked into; say where the job begins: --savepoint PATH or --fresh");
            }
            local.ifPresent(folder -> folders.add(usable(folder, dir)));
        }
        return folders;
    }

    private static Optional<Path> local(String dir) {
        if (dir.startsWith("/")) {
            return Optional.of(Path.of(dir));
        }
        try {
            return Optional.of(new URI(dir))
                    .filter(uri -> "file".equals(uri.getScheme()) && uri.getPath() != null)
                    .map(uri -> Path.of(uri.getPath()));
        } catch (URISyntaxException e) {
            throw new CommandException("checkpoint.dir is " + dir + ", which is no URI: " + e.getReason(), e);
        }
    }

    private static Path usable(Path folder, String dir) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new CommandException(
                    "checkpoint.dir is " + dir + ", and that folder cannot be created: " + e
                            + "; name one that may be written",
                    e);
        }
        if (!Files.isWritable(folder)) {
            throw new CommandException(
                    "checkpoint.dir is " + dir + ", and that folder may not be written; name another");
        }
        return folder;
    }
}
