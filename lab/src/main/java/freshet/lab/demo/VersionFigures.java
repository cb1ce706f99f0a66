package freshet.lab.demo;

/**
 * What is known of one model version's answers at a moment.
 *
 * @param version as announced
 * @param predictions answers judged, since the version came
 * @param recall of all of them, in [0, 1]
 * @param mrr of all of them, in [0, 1]
 * @param recentRecall of the latest {@value LiveQuality#RECENT}, in [0, 1]
 */
record VersionFigures(long version, long predictions, double recall, double mrr, double recentRecall) {

    static VersionFigures of(long version, VersionQuality quality) {
        return new VersionFigures(
                version,
                quality.all().predictions(),
                quality.all().recall(),
                quality.all().mrr(),
                quality.recent().recall());
    }
}
