package freshet.model.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Says in a few words why a file cannot be written, without the name of a class or a file. */
public final class IoReason {
    private IoReason() {}

    /** The reason, for example {@code No space left on device}. */
    public static String of(IOException e) {
        if (e instanceof NoSuchFileException missing && missing.getReason() == null) {
            return "its folder does not exist or takes no file";
        }
        if (e instanceof AccessDeniedException denied && denied.getReason() == null) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException named ? named.getReason() : e.getMessage();
        return Optional.ofNullable(reason).orElse(e.getClass().getSimpleName());
    }
}
