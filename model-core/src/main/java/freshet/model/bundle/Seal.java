package freshet.model.bundle;

import freshet.model.file.WholeFile.Content;
import freshet.model.text.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/**
 * The SHA-256 of a file's content, {@value #BYTES} bytes behind it, by which a reader knows that
 * none of them has changed.
 */
final class Seal {
    static final int BYTES = 32;

    private Seal() {}

    /** The content and its seal. */
    static Content behind(Content content) {
        return channel -> {
            MessageDigest digest = Sha256.digest();
            content.writeTo(Channels.newChannel(new DigestOutputStream(Channels.newOutputStream(channel), digest)));
            ByteBuffer seal = ByteBuffer.wrap(digest.digest());
            while (seal.hasRemaining()) {
                channel.write(seal);
            }
        };
    }

    /**
     * Reads all of a sealed file.
     *
     * @return bytes of the content, from the start of the file
     * @throws BundleException if content and seal do not fit
     * @throws IOException if reading fails
     */
    static long requireIntact(FileChannel channel) throws IOException {
        long content = channel.size() - BYTES;
        if (content < 0 || !MessageDigest.isEqual(digest(channel, content), seal(channel, content))) {
            throw new BundleException(
                    "its content does not fit the checksum at its end: the file was cut short or changed"
                            + " after it was written");
        }
        return content;
    }

    private static byte[] digest(FileChannel channel, long content) throws IOException {
        MessageDigest digest = Sha256.digest();
        WritableByteChannel sink = Channels.newChannel(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        long done = 0;
        long more = 1;
        while (done < content && more > 0) {
            more = channel.transferTo(done, content - done, sink);
            done += more;
        }
        return digest.digest();
    }

    private static byte[] seal(FileChannel channel, long content) throws IOException {
        ByteBuffer seal = ByteBuffer.allocate(BYTES);
        int more = 1;
        while (seal.hasRemaining() && more > 0) {
            more = channel.read(seal, content + seal.position());
        }
        return seal.array();
    }
}
