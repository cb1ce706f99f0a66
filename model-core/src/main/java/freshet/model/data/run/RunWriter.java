package freshet.model.data.run;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes sessions one after another, each as its length in bytes and these. For one thread. */
public final class RunWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final DataOutputStream out;

    /** @param out is closed with this */
    public RunWriter(OutputStream out) {
        this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER_BYTES));
    }

    /** Writes a session. */
    public void write(byte[] session) throws IOException {
        out.writeInt(session.length);
        out.write(session);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
