package freshet.cli.train;

import freshet.model.nd4j.OpenBlasCore;
import freshet.trainer.ModelTrainer;
import freshet.trainer.TrainingData;
import freshet.trainer.linear.ProductKernel;
import java.io.PrintWriter;

/** Says what a training multiplies matrices with and how fast, and warns where it is slow. */
final class KernelLines {
    private KernelLines() {}

    /** Says nothing of a trainer without products of matrices. */
    static void print(ModelTrainer trainer, TrainingData data, PrintWriter out, PrintWriter err) {
        trainer.kernel(data).ifPresent(kernel -> {
            out.println("matrix products by " + kernel.description());
            kernel.warning().ifPresent(text -> warn(err, text));
            if (kernel.kernel() == ProductKernel.OPENBLAS) {
                OpenBlasCore.ofThisProcess().ifPresent(core -> {
                    out.println("OpenBLAS for the core " + core.description());
                    core.warning().ifPresent(text -> warn(err, text));
                });
            }
        });
    }

    private static void warn(PrintWriter err, String text) {
        err.println("freshet: warning: " + text);
    }
}
