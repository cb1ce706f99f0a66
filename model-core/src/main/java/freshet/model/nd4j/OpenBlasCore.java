package freshet.model.nd4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kind of processor that OpenBLAS computes for, which it chooses when it is loaded. A processor
 * that it does not know gets the kernels of an old one, several times slower, without a word.
 *
 * @param name as OpenBLAS names it, in capitals: HASWELL, PRESCOTT, NEOVERSEN1
 * @param asked the value of {@code OPENBLAS_CORETYPE}, which overrides the choice; empty if it is
 *     not set
 * @param processorHasAvx2 whether Linux says so of this processor; false where it does not tell
 */
public record OpenBlasCore(String name, String asked, boolean processorHasAvx2) {
    private static final String VARIABLE = "OPENBLAS_CORETYPE";
    private static final Set<String> WITHOUT_AVX2 = Set.of(
            ("KATMAI COPPERMINE NORTHWOOD BANIAS PRESCOTT ATOM CORE2 PENRYN DUNNINGTON NEHALEM SANDYBRIDGE ATHLON"
                            + " OPTERON OPTERON_SSE3 BARCELONA BOBCAT BULLDOZER PILEDRIVER STEAMROLLER NANO")
                    .split(" "));
    private static final List<String> OTHERS = Arrays.asList(
            ("EXCAVATOR HASWELL ZEN SKYLAKEX COOPERLAKE SAPPHIRERAPIDS ARMV8 ARMV8SVE ARMV9SME CORTEXA53 CORTEXA55"
                            + " CORTEXA57 CORTEXA72 CORTEXA73 FALKOR THUNDERX THUNDERX2T99 THUNDERX3T110 TSV110"
                            + " EMAG8180 NEOVERSEN1 NEOVERSEN2 NEOVERSEV1 NEOVERSEV2 A64FX VORTEX VORTEXM4")
                    .split(" "));

    /**
     * Loads OpenBLAS. Empty where it has one kind of kernels alone, or one that is not known here.
     */
    public static Optional<OpenBlasCore> ofThisProcess() {
        Loader.load(openblas_nolapack.class); // also where it is loaded: the first time leaves its symbols hidden
        Pointer chosen = Loader.addressof("gotoblas"); // the variable that holds the address of the kernels' table
        if (chosen == null || chosen.isNull()) {
            return Optional.empty();
        }
        long table = new PointerPointer<Pointer>(chosen).get(0).address();
        return Stream.concat(WITHOUT_AVX2.stream(), OTHERS.stream())
                .filter(name -> isAt("gotoblas_" + name, table))
                .findFirst()
                .map(name -> new OpenBlasCore(name, System.getenv().getOrDefault(VARIABLE, ""), avx2()));
    }

    /** The core, and what made OpenBLAS choose it, in words for a line. */
    public String description() {
        if (asked.isEmpty()) {
            return name;
        }
        return name.equals(asked.toUpperCase(Locale.ROOT))
                ? name + ", forced by " + VARIABLE + "=" + asked
                : name + ", though " + VARIABLE + " is " + asked;
    }

    /**
     * That the processor can do more than it is asked for, and the remedy; empty if it is well
     * used.
     */
    public Optional<String> warning() {
        if (!processorHasAvx2 || !WITHOUT_AVX2.contains(name)) {
            return Optional.empty();
        }
        return Optional.of(
                "OpenBLAS computes for the core " + description() + ", without AVX2, which this processor has:"
                        + " two to five times slower; "
                        + (asked.isEmpty() ? "set " + VARIABLE + "=Haswell for this process" : "unset " + VARIABLE));
    }

    /** Says it in the log, once per process. */
    public static void logOnce() {
        Announcement.once();
    }

    private static boolean isAt(String symbol, long address) {
        Pointer found = Loader.addressof(symbol);
        return found != null && found.address() == address;
    }

    private static boolean avx2() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(flags -> Arrays.asList(flags.split("\\s+")).contains("avx2"))
                    .orElse(false);
        } catch (IOException e) {
            return false; // another system, which does not tell
        }
    }

    /** Initialised once per process, at the first use. */
    private static final class Announcement {
        private static final Logger LOG = LoggerFactory.getLogger(OpenBlasCore.class);

        static {
            ofThisProcess().ifPresent(core -> {
                LOG.info("OpenBLAS computes for the core {}", core.description());
                core.warning().ifPresent(LOG::warn);
            });
        }

        static void once() {
            // the lines are in the initialiser
        }
    }
}
