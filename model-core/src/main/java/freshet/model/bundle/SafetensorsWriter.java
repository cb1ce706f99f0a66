package freshet.model.bundle;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import freshet.model.bundle.TensorPlace.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Writes a file of {@link SafetensorsFormat}: equal contents, equal bytes. For one thread. */
final class SafetensorsWriter {
    private static final int WINDOW_BYTES = 1 << 18;

    private final WritableByteChannel channel;
    private final ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    SafetensorsWriter(WritableByteChannel channel) {
        this.channel = channel;
    }

    /**
     * Writes the whole file.
     *
     * @throws BundleException if the contents exceed a limit of the format
     * @throws IOException if writing fails
     */
    void write(SortedMap<String, String> metadata, Map<String, Tensor> tensors) throws IOException {
        List<TensorPlace> places = places(tensors);
        writeHeader(header(metadata, places));
        for (TensorPlace place : places) {
            write(place, tensors.get(place.name()));
        }
    }

    private static List<TensorPlace> places(Map<String, Tensor> tensors) {
        if (tensors.size() > SafetensorsFormat.MAX_TENSORS) {
            throw new BundleException(
                    tensors.size() + " tensors are more than the limit of " + SafetensorsFormat.MAX_TENSORS);
        }
        Comparator<Map.Entry<String, Tensor>> widestFirst = Comparator.comparingInt(
                entry -> -ElementType.of(entry.getValue()).bytes());
        List<Map.Entry<String, Tensor>> ordered = tensors.entrySet().stream()
                .sorted(widestFirst.thenComparing(Map.Entry.comparingByKey()))
                .toList();
        List<TensorPlace> places = new ArrayList<>();
        long begin = 0;
        for (Map.Entry<String, Tensor> entry : ordered) {
            TensorPlace place = TensorPlace.of(entry.getKey(), entry.getValue(), begin);
            places.add(place);
            begin = place.end();
        }
        if (begin > SafetensorsFormat.MAX_FILE_BYTES - SafetensorsFormat.MAX_HEADER_BYTES) {
            throw new BundleException("tensors take " + begin + " bytes, more than fit into a file of at most "
                    + SafetensorsFormat.MAX_FILE_BYTES);
        }
        return places;
    }

    private static byte[] header(SortedMap<String, String> metadata, List<TensorPlace> places) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = StrictJson.MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart(SafetensorsFormat.METADATA);
            for (Map.Entry<String, String> entry : metadata.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            for (TensorPlace place : places) {
                json.writeObjectFieldStart(place.name());
                json.writeStringField(SafetensorsFormat.DTYPE, place.type().name());
                json.writeFieldName(SafetensorsFormat.SHAPE);
                json.writeArray(place.shape(), 0, place.shape().length);
                json.writeFieldName(SafetensorsFormat.DATA_OFFSETS);
                json.writeArray(new long[] {place.begin(), place.end()}, 0, 2);
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (JacksonException e) {
            throw new BundleException("header cannot be written: " + StrictJson.reason(e), e);
        }
        while (bytes.size() % SafetensorsFormat.ALIGNMENT != 0) {
            bytes.write(' ');
        }
        if (bytes.size() > SafetensorsFormat.MAX_HEADER_BYTES) {
            throw new BundleException("header takes " + bytes.size() + " bytes, the limit is "
                    + SafetensorsFormat.MAX_HEADER_BYTES + ": shorten the metadata");
        }
        return bytes.toByteArray();
    }

    private void writeHeader(byte[] header) throws IOException {
        window.clear().putLong(header.length);
        drain(window.flip());
        drain(ByteBuffer.wrap(header));
    }

    private void write(TensorPlace place, Tensor tensor) throws IOException {
        if (tensor instanceof Tensor.Floats floats) {
            write(place, (at, count) -> window.asFloatBuffer().put(floats.values(), at, count));
        } else if (tensor instanceof Tensor.Ints ints) {
            write(place, (at, count) -> window.asIntBuffer().put(ints.values(), at, count));
        } else if (tensor instanceof Tensor.Longs longs) {
            write(place, (at, count) -> window.asLongBuffer().put(longs.values(), at, count));
        } else if (tensor instanceof Tensor.Bytes bytes) {
            write(place, (at, count) -> window.duplicate().put(bytes.values(), at, count));
        }
    }

    private void write(TensorPlace place, Slice slice) throws IOException {
        int width = place.type().bytes();
        for (int at = 0; at < place.elements(); ) {
            int count = Math.min(WINDOW_BYTES / width, place.elements() - at);
            window.clear().limit(count * width);
            slice.copy(at, count);
            drain(window);
            at += count;
        }
    }

    private void drain(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
