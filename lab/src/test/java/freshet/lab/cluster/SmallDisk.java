package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A file system of its own in memory that can really be full. Linux lets root mount one; unmounted
 * at the end.
 */
final class SmallDisk implements AutoCloseable {
    private static final int MEGABYTES = 64;
    private static final long SECONDS = 20;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /**
     * Mounts one.
     *
     * @param folder is made
     * @return empty if this user or this system may not
     */
    static Optional<SmallDisk> mount(Path folder) throws IOException, InterruptedException {
        Files.createDirectory(folder);
        int status = run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", folder.toString());
        return status == 0 ? Optional.of(new SmallDisk(folder)) : Optional.empty();
    }

    /** Where it is. */
    Path folder() {
        return folder;
    }

    /** Takes all the space that is left. */
    void fill() throws IOException {
        byte[] block = new byte[4096]; // a page, so that nothing smaller is left
        boolean full = false;
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (!full) {
                full = !wrote(out, block);
            }
        }
        assertThat(Files.getFileStore(folder).getUsableSpace()).isZero();
    }

    private static boolean wrote(OutputStream out, byte[] block) {
        try {
            out.write(block);
            return true;
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left on device");
            return false;
        }
    }

    /** Gives it back. */
    void free() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1; // there is no such command
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        assertThat(run("umount", folder.toString())).as("unmounting " + folder).isZero();
    }
}
