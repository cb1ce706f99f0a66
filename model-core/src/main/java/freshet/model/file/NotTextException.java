package freshet.model.file;

import java.io.IOException;

/**
 * A file that is no UTF-8 text: the message says what it is, or which line is none, and what to do.
 * The caller names the file.
 */
public final class NotTextException extends IOException {
    private static final long serialVersionUID = 1L;

    NotTextException(String message) {
        super(message);
    }
}
