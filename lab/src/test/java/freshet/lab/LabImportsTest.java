package freshet.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way imports run between the product and the laboratory. */
@AnalyzeClasses(packages = "freshet", importOptions = ImportOption.DoNotIncludeTests.class)
class LabImportsTest {
    @ArchTest
    static final ArchRule THE_PRODUCT_KNOWS_NO_LABORATORY = noClasses()
            .that()
            .resideOutsideOfPackage("freshet.lab..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("freshet.lab..");

    @ArchTest
    static final ArchRule THE_PRODUCT_KNOWS_NO_BROKER = noClasses()
            .that()
            .resideOutsideOfPackage("freshet.lab..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..", "scala..");

    @ArchTest
    static final ArchRule ONE_BENCHMARK_ALONE_KNOWS_A_KIND_OF_MODEL = noClasses()
            .that()
            .resideInAnyPackage("freshet.cli..", "freshet.lab..", "freshet.job..", "freshet.serving..")
            .and()
            .doNotHaveFullyQualifiedName("freshet.lab.benchmark.TrainingBenchmarkCommand")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("freshet.trainer.recurrent..", "freshet.model.kind.gru4rec..")
            .because("all others name a kind by the registries, so that a new one needs no change here");
}
