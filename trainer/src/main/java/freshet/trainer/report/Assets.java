package freshet.trainer.report;

import freshet.model.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;

/**
 * What every page holds whole, so that it needs no network: the style sheet, the script that draws,
 * and Chart.js, which the build takes from its WebJar.
 *
 * @param chartLibrary Chart.js
 * @param chartLicence its licence, which has to go with it
 */
record Assets(String style, String chartDrawing, String chartLibrary, String chartLicence) {
    private static final String HERE = "/freshet/trainer/report/";

    static Assets load() {
        String webjar = "/META-INF/resources/webjars/chart.js/" + chartVersion() + "/";
        return new Assets(
                text(HERE + "page.css"),
                text(HERE + "charts.js"),
                // A source map is a request that a browser's developer tools would make.
                text(webjar + "dist/chart.umd.min.js").replaceAll("(?m)^//# sourceMappingURL=.*$", ""),
                text(webjar + "LICENSE.md"));
    }

    /** The page's template. */
    static String page() {
        return text(HERE + "page.html");
    }

    /** The template of a comparison. */
    static String comparison() {
        return text(HERE + "comparison.html");
    }

    /**
     * For the content security policy: with it a browser runs these two scripts and no other that
     * might be in the page.
     */
    public String scriptHashes() {
        return hash(chartLibrary) + " " + hash(chartDrawing);
    }

    private static String hash(String script) {
        byte[] digest = Sha256.digest().digest(script.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    private static String chartVersion() {
        Properties properties = new Properties();
        try (InputStream in = resource("/META-INF/maven/org.webjars.npm/chart.js/pom.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the version of Chart.js cannot be read", e);
        }
        return properties.getProperty("version");
    }

    private static String text(String name) {
        try (InputStream in = resource(name)) {
            // HTML knows one line end, and the hashes are over what HTML knows.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    private static InputStream resource(String name) {
        return Optional.ofNullable(Assets.class.getResourceAsStream(name))
                .orElseThrow(() -> new IllegalStateException(
                        name + " is missing from the class path; build the trainer with Maven"));
    }
}
