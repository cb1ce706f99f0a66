package freshet.model.bundle;

import freshet.model.Vocabulary;
import freshet.model.file.IoReason;
import freshet.model.file.WholeFile;
import freshet.model.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The bundle file: a model with all it needs, in one safetensors file (see
 * {@link SafetensorsFormat}). Any safetensors library reads it.
 *
 * <p>Metadata, each a text; a reader passes over keys that it does not know:
 * <ul>
 *   <li>{@code format}: {@code freshet}
 *   <li>{@code format_version}: {@code 1}; a reader refuses a higher one
 *   <li>{@code kind}: the model's kind, for example {@code gru4rec}
 *   <li>{@code configuration}: JSON object, what shapes the model
 *   <li>{@code provenance}: JSON object, how it came to be: data hash, seed, code version, training
 *       settings
 *   <li>{@code metrics}: JSON object of numbers, the trainer's figures by name
 *   <li>{@code self_test}: JSON array of {@code {"items": [...], "expected": [...],
 *       "probabilities": [...]}}, at most 1,000 long each: for the session {@code items}, oldest
 *       first, the model gives {@code expected}, best first, with these probabilities before
 *       calibration
 *   <li>{@code calibration}: JSON object {@code {"temperature": …, "rank_discount": …, "full":
 *       {"intercept": …, "slope": …}, "few": {"intercept": …, "slope": …}}} of numbers, see
 *       {@link freshet.model.calibration.Calibration}; where it is missing, probabilities are
 *       served as the model gives them
 * </ul>
 *
 * <p>Tensors:
 * <ul>
 *   <li>{@code vocabulary.bytes} U8 (bytes): the item ids in UTF-8, by row, one after another; each
 *       id once, 1 to 256 characters
 *   <li>{@code vocabulary.offsets} I64 (items + 1): where each id begins in them; the last value is
 *       their length
 *   <li>{@code item.support} I64 (items): events per item in the training data, 0 or more
 *   <li>{@code adagrad.*} F32: what a later training may start from and no model needs: Adagrad's
 *       sums of squared gradients of the tensor named behind the point, of its shape, or one mean
 *       per row (items) if it has a row per item
 *   <li>every other tensor is a weight of the model, under the model's own name; floats are finite
 * </ul>
 *
 * <p>Threads may use it at the same time.
 */
public final class BundleFile {
    /** Most bytes of a bundle file. */
    public static final long MAX_BYTES = SafetensorsFormat.MAX_FILE_BYTES;

    private BundleFile() {}

    /**
     * Writes a bundle: a reader of the target sees the old file or the whole new one, see
     * {@link WholeFile}. Equal bundles give equal bytes.
     *
     * @param file the target, in a folder that exists; replaced if it exists
     * @throws BundleException if the bundle breaks a rule of the format or the file cannot be
     *     written; the target is then as it was
     */
    public static void write(Path file, ModelBundle bundle) {
        write(file, bundle, channel -> writeTo(channel, bundle));
    }

    /**
     * Writes a bundle for {@link #readSealed} alone: its SHA-256 follows it, in 32 bytes that
     * no safetensors library expects.
     *
     * @throws BundleException as {@link #write(Path, ModelBundle)}
     */
    public static void writeSealed(Path file, ModelBundle bundle) {
        write(file, bundle, Seal.behind(channel -> writeTo(channel, bundle)));
    }

    /**
     * Reads a bundle and checks all of it. Equal to what was written, but that numbers in JSON come
     * back as the narrowest Jackson node that holds them.
     *
     * @throws BundleException if the file cannot be read or anything in it is not as the format
     *     says; the message names the file, the tensor or key and what to do. Nothing else is
     *     thrown, for any content of the file.
     */
    public static ModelBundle read(Path file) {
        return opened(file, channel -> read(channel, file.toString()));
    }

    /**
     * Does the same with a file that is open for reading and may have no name any more; it stays
     * open.
     *
     * @param name what messages call it
     * @throws BundleException as {@link #read(Path)}
     */
    public static ModelBundle read(FileChannel file, String name) {
        return parsed(file, name, FileChannel::size, BundleFile::bundle);
    }

    /**
     * Reads what {@link #writeSealed} wrote.
     *
     * @throws BundleException as {@link #read(Path)}, and if any byte of the file is not as it was
     *     written
     */
    public static ModelBundle readSealed(Path file) {
        return opened(file, channel -> parsed(channel, file.toString(), Seal::requireIntact, BundleFile::bundle));
    }

    /**
     * Reads a bundle's header alone.
     *
     * @throws BundleException if the file cannot be read or its header is not as the format says
     */
    public static BundleOutline outline(Path file) {
        return opened(file, channel -> outline(channel, file.toString()));
    }

    /**
     * Does the same with an open file; see {@link #read(FileChannel, String)}.
     *
     * @throws BundleException as {@link #outline(Path)}
     */
    public static BundleOutline outline(FileChannel file, String name) {
        return parsed(file, name, FileChannel::size, reader -> {
            BundleMetadata metadata = BundleMetadata.parse(reader.metadata());
            return new BundleOutline(metadata.kind(), metadata.configuration(), reader.outline());
        });
    }

    /**
     * Reads of a bundle which items it knows; of the rest the header alone is checked.
     *
     * @throws BundleException if the file cannot be read, its header is not as the format says, or
     *     the vocabulary is none
     */
    public static Vocabulary vocabulary(Path file) {
        return opened(
                file,
                channel -> parsed(channel, file.toString(), FileChannel::size, reader -> {
                    BundleMetadata.parse(reader.metadata());
                    return vocabulary(reader.tensors(Set.of(VocabularyTensors.BYTES, VocabularyTensors.OFFSETS)));
                }));
    }

    /**
     * The SHA-256 of a file.
     *
     * @return 64 lower-case hexadecimal digits
     * @throws BundleException if the file cannot be read
     */
    public static String sha256(Path file) {
        requireFile(file);
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = Sha256.digest();
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw unusable(file.toString(), "read", e);
        }
    }

    /** How many bytes of an open file are the bundle, from its start. */
    private interface Extent {
        long of(FileChannel channel) throws IOException;
    }

    private interface Parser<T> {
        T parse(SafetensorsReader reader) throws IOException;
    }

    private static void write(Path file, ModelBundle bundle, WholeFile.Content content) {
        try {
            BundleRules.require(bundle);
            WholeFile.write(file, content);
        } catch (BundleException e) {
            throw named(file.toString(), e);
        } catch (IOException e) {
            throw unusable(file.toString(), "written", e);
        }
    }

    private static void writeTo(WritableByteChannel channel, ModelBundle bundle) throws IOException {
        VocabularyTensors vocabulary = VocabularyTensors.of(bundle.vocabulary());
        Map<String, Tensor> tensors = new TreeMap<>(bundle.weights());
        tensors.put(VocabularyTensors.BYTES, vocabulary.bytes());
        tensors.put(VocabularyTensors.OFFSETS, vocabulary.offsets());
        tensors.put(BundleRules.SUPPORT, new Tensor.Longs(new int[] {bundle.support().length}, bundle.support()));
        new SafetensorsWriter(channel).write(BundleMetadata.of(bundle).texts(), tensors);
    }

    private static <T> T opened(Path file, Function<FileChannel, T> use) {
        requireFile(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return use.apply(channel);
        } catch (IOException e) {
            throw unusable(file.toString(), "read", e);
        }
    }

    private static <T> T parsed(FileChannel file, String name, Extent extent, Parser<T> parser) {
        try {
            return parser.parse(new SafetensorsReader(file, extent.of(file)));
        } catch (BundleException e) {
            throw named(name, e);
        } catch (IOException e) {
            throw unusable(name, "read", e);
        }
    }

    private static ModelBundle bundle(SafetensorsReader reader) throws IOException {
        BundleMetadata metadata = BundleMetadata.parse(reader.metadata());
        ModelBundle bundle = bundle(metadata, reader.tensors());
        BundleRules.require(bundle);
        return bundle;
    }

    private static ModelBundle bundle(BundleMetadata metadata, Map<String, Tensor> tensors) {
        Vocabulary vocabulary = vocabulary(tensors);
        Tensor.Longs support = take(tensors, BundleRules.SUPPORT, Tensor.Longs.class);
        return new ModelBundle(
                metadata.kind(),
                metadata.configuration(),
                metadata.provenance(),
                Collections.unmodifiableMap(metadata.metrics()),
                vocabulary,
                support.values(),
                Collections.unmodifiableMap(tensors),
                metadata.selfTest(),
                metadata.calibration());
    }

    private static Vocabulary vocabulary(Map<String, Tensor> tensors) {
        return new VocabularyTensors(
                        take(tensors, VocabularyTensors.BYTES, Tensor.Bytes.class),
                        take(tensors, VocabularyTensors.OFFSETS, Tensor.Longs.class))
                .vocabulary();
    }

    private static <T extends Tensor> T take(Map<String, Tensor> tensors, String name, Class<T> type) {
        Tensor tensor = tensors.remove(name);
        if (!type.isInstance(tensor) || tensor.shape().length != 1) {
            String found = tensor == null
                    ? "missing"
                    : ElementType.of(tensor) + " of " + tensor.shape().length + " dimensions";
            throw new BundleException("tensor \"" + name + "\" is " + found + "; it must be a vector of "
                    + type.getSimpleName() + ": write the bundle again");
        }
        return type.cast(tensor);
    }

    /** Also keeps a reader from waiting on a pipe or a device for ever. */
    private static void requireFile(Path file) {
        if (!Files.exists(file)) {
            throw new BundleException("bundle " + file + " does not exist; name the file that the trainer wrote");
        }
        if (!Files.isRegularFile(file)) {
            throw new BundleException("bundle " + file + " is no regular file; name the file that the trainer wrote");
        }
    }

    private static BundleException named(String file, BundleException e) {
        return new BundleException("bundle " + file + ": " + e.getMessage(), e);
    }

    private static BundleException unusable(String file, String done, IOException e) {
        return new BundleException(
                "bundle " + file + " cannot be " + done + ": " + IoReason.of(e)
                        + "; check the folder, its rights and free space",
                e);
    }
}
