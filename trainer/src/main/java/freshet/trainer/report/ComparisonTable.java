package freshet.trainer.report;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The figures of one log as texts: a row per model, the best of a column marked. */
record ComparisonTable(ComparedLog log) {
    private static final int BYTES_PER_KIBIBYTE = 1024;

    /** The heads of the columns behind the model's name. */
    static final List<String> HEADS = List.of(
            "Recall@20, %",
            "spread",
            "MRR@20, %",
            "Coverage@20, %",
            "ECE, %",
            "ECE of 20, %",
            "Trainings",
            "Seconds",
            "Events per core-second",
            "Bundle, KiB",
            "Session, B");

    /** A cell; whether it is the best of its column is told where more is better. */
    record Cell(String text, boolean best) {}

    /** A model's cells. */
    record Row(String name, List<Cell> cells) {}

    List<Row> rows() {
        return log.models().stream().map(this::row).toList();
    }

    private Row row(ComparedModel model) {
        return new Row(
                model.name(),
                List.of(
                        share(model, ComparedModel::recall),
                        plain(model.trainings() == 1 ? "–" : Numbers.unsigned(model.recallSpread())),
                        share(model, ComparedModel::mrr),
                        share(model, ComparedModel::coverage),
                        plain(Numbers.unsigned(model.calibrationError())),
                        plain(Numbers.unsigned(model.listCalibrationError())),
                        plain(Numbers.count(model.trainings())),
                        plain(Numbers.decimal(model.seconds(), 1)),
                        plain(Numbers.decimal(model.eventsPerCoreSecond(), 0)),
                        plain(Numbers.count((model.bundleBytes() + BYTES_PER_KIBIBYTE - 1) / BYTES_PER_KIBIBYTE)),
                        plain(Numbers.decimal(model.sessionBytes(), 0))));
    }

    private Cell share(ComparedModel model, ToDoubleFunction<ComparedModel> figure) {
        double value = figure.applyAsDouble(model);
        return new Cell(Numbers.unsigned(value), log.best(value, figure));
    }

    private static Cell plain(String text) {
        return new Cell(text, false);
    }

    /** The same as a table of Markdown, with a line break at its end. */
    String markdown() {
        StringBuilder lines = new StringBuilder("| " + escaped(log.name()) + " | " + String.join(" | ", HEADS)
                + " |\n|---|" + "--:|".repeat(HEADS.size()) + "\n");
        for (Row row : rows()) {
            Function<Cell, String> text = cell -> cell.best() ? "**" + cell.text() + "**" : cell.text();
            lines.append("| ")
                    .append(String.join(
                            " | ",
                            Stream.concat(
                                            Stream.of(escaped(row.name())),
                                            row.cells().stream().map(text))
                                    .toList()))
                    .append(" |\n");
        }
        return lines.toString();
    }

    private static String escaped(String text) {
        return text.replaceAll("\\R", " ").replaceAll("([\\\\|*_<`\\[])", "\\\\$1");
    }
}
