package freshet.model.bundle;

import freshet.model.bundle.TensorPlace.Slice;
import freshet.model.text.Quote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a file of {@link SafetensorsFormat}. Every number is checked before anything is sized by
 * it. For one thread.
 *
 * <p>Values are copied through a small window instead of a mapping: they end up in arrays either
 * way. A file that is cut short meanwhile gives an ordinary error instead of a fault of the virtual
 * machine. No mapping holds back a deleted file.
 */
final class SafetensorsReader {
    private static final int WINDOW_BYTES = 1 << 18;

    private final FileChannel channel;
    private final ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final long dataStart;
    private final long dataBytes;
    private final FileHeader header;

    /**
     * Reads the header.
     *
     * @param size bytes of the file, from its start; what the channel holds behind them is not
     *     looked at
     * @throws BundleException if the file is no such file
     * @throws IOException if reading fails
     */
    SafetensorsReader(FileChannel channel, long size) throws IOException {
        this.channel = channel;
        long headerBytes = headerBytes(size);
        this.dataStart = SafetensorsFormat.LENGTH_BYTES + headerBytes;
        this.dataBytes = size - dataStart;
        this.header = FileHeader.read(headerText((int) headerBytes));
    }

    /** Texts by key. */
    Map<String, String> metadata() {
        return header.metadata();
    }

    /**
     * Reads all tensors.
     *
     * @return tensors by name, in the order of the names
     * @throws BundleException if a tensor is of no known type or its place is wrong
     * @throws IOException if reading fails
     */
    Map<String, Tensor> tensors() throws IOException {
        List<TensorPlace> places = places();
        requireHeap();
        Map<String, Tensor> tensors = new TreeMap<>();
        for (TensorPlace place : places) {
            tensors.put(place.name(), tensor(place));
        }
        return tensors;
    }

    /**
     * Reads some tensors; the places of all are checked.
     *
     * @param names of those to read
     * @return those of them that the file has, by name
     * @throws BundleException as {@link #tensors()}
     * @throws IOException if reading fails
     */
    Map<String, Tensor> tensors(Set<String> names) throws IOException {
        Map<String, Tensor> tensors = new TreeMap<>();
        for (TensorPlace place : places()) {
            if (names.contains(place.name())) {
                tensors.put(place.name(), tensor(place));
            }
        }
        return tensors;
    }

    /**
     * The tensors' shapes and sizes, by name.
     *
     * @throws BundleException as {@link #tensors}
     */
    Map<String, BundleOutline.Part> outline() {
        Map<String, BundleOutline.Part> parts = new TreeMap<>();
        places().forEach(place -> parts.put(
                place.name(),
                new BundleOutline.Part(
                        place.shape(), (long) place.elements() * place.type().bytes())));
        return parts;
    }

    private List<TensorPlace> places() {
        List<TensorPlace> places = header.tensors().stream()
                .map(TensorPlace::of)
                .sorted(Comparator.comparingLong(TensorPlace::begin).thenComparingLong(TensorPlace::end))
                .toList();
        requireContiguous(places);
        return places;
    }

    private long headerBytes(long size) throws IOException {
        if (size > SafetensorsFormat.MAX_FILE_BYTES) {
            throw new BundleException(
                    "it has " + size + " bytes, more than the limit of " + SafetensorsFormat.MAX_FILE_BYTES);
        }
        if (size < SafetensorsFormat.LENGTH_BYTES) {
            throw new BundleException(
                    "it has " + size + " bytes, too few for a safetensors file: copy or write it again");
        }
        fill(0, SafetensorsFormat.LENGTH_BYTES);
        long length = window.getLong();
        if (length < 0 || length > SafetensorsFormat.MAX_HEADER_BYTES) {
            throw new BundleException("header length is " + Long.toUnsignedString(length) + " bytes, the limit is "
                    + SafetensorsFormat.MAX_HEADER_BYTES + ": this is no safetensors file, or a damaged one");
        }
        if (length > size - SafetensorsFormat.LENGTH_BYTES) {
            throw new BundleException("header length is " + length + " bytes, but only "
                    + (size - SafetensorsFormat.LENGTH_BYTES) + " follow: the file is cut short, copy it again");
        }
        return length;
    }

    private String headerText(int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        fill(bytes, SafetensorsFormat.LENGTH_BYTES);
        if (length == 0 || bytes.get(0) != '{') {
            throw new BundleException("header does not begin with '{': this is no safetensors file, or a damaged one");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new BundleException("header is not valid UTF-8: the file is damaged, copy or write it again", e);
        }
    }

    private void requireContiguous(List<TensorPlace> places) {
        long end = 0;
        for (TensorPlace place : places) {
            if (place.begin() != end) {
                throw new BundleException("tensor " + Quote.of(place.name()) + " begins at byte " + place.begin()
                        + " of the data, but the one before it ends at " + end
                        + "; there must be no gap and no overlap: write the file again");
            }
            end = place.end();
        }
        if (end != dataBytes) {
            throw new BundleException("tensors end at byte " + end + " of the data, but the file holds " + dataBytes
                    + ": it is cut short or has bytes added, copy or write it again");
        }
    }

    private void requireHeap() {
        long heap = Runtime.getRuntime().maxMemory();
        if (dataBytes > heap) {
            throw new BundleException("tensors take " + dataBytes + " bytes, but the heap has at most " + heap
                    + ": give the JVM more with -Xmx");
        }
    }

    private Tensor tensor(TensorPlace place) throws IOException {
        return switch (place.type()) {
            case F32 -> {
                float[] values = new float[place.elements()];
                read(place, (at, count) -> window.asFloatBuffer().get(values, at, count));
                yield new Tensor.Floats(place.shape(), values);
            }
            case I32 -> {
                int[] values = new int[place.elements()];
                read(place, (at, count) -> window.asIntBuffer().get(values, at, count));
                yield new Tensor.Ints(place.shape(), values);
            }
            case I64 -> {
                long[] values = new long[place.elements()];
                read(place, (at, count) -> window.asLongBuffer().get(values, at, count));
                yield new Tensor.Longs(place.shape(), values);
            }
            case U8 -> {
                byte[] values = new byte[place.elements()];
                read(place, (at, count) -> window.get(values, at, count));
                yield new Tensor.Bytes(place.shape(), values);
            }
        };
    }

    private void read(TensorPlace place, Slice slice) throws IOException {
        int perWindow = WINDOW_BYTES / place.type().bytes();
        for (int at = 0; at < place.elements(); ) {
            int count = Math.min(perWindow, place.elements() - at);
            long offset = place.begin() + (long) at * place.type().bytes();
            fill(dataStart + offset, count * place.type().bytes());
            slice.copy(at, count);
            at += count;
        }
    }

    private void fill(long position, int bytes) throws IOException {
        fill(window.clear().limit(bytes), position);
    }

    private void fill(ByteBuffer target, long position) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target, position + target.position()) < 0) {
                throw new BundleException("it ends at byte " + (position + target.position())
                        + " while it is read: somebody cut it short, copy it again");
            }
        }
        target.flip();
    }
}
