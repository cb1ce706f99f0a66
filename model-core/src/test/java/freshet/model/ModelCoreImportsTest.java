package freshet.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "freshet", importOptions = ImportOption.DoNotIncludeTests.class)
class ModelCoreImportsTest {
    @ArchTest
    static final ArchRule modelsKnowNoStreamSchemaOrCommandLine = noClasses()
            .that()
            .resideInAPackage("freshet.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.flink..",
                    "org.apache.kafka..",
                    "kafka..",
                    "org.apache.avro..",
                    "freshet.schema..",
                    "freshet.trainer..",
                    "freshet.job..",
                    "freshet.cli..");

    /** A class that names it cannot be loaded in a JVM without that module. */
    @ArchTest
    static final ArchRule theVectorApiIsImportedInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("freshet.model.vector")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator.vector");

    @ArchTest
    static final ArchRule sessionsKnowTheJdkAlone = classes()
            .that()
            .resideInAPackage("freshet.model.session..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("freshet.model.session..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule logsKnowSessionsAndFilesAndNoFormat = classes()
            .that()
            .resideInAPackage("freshet.model.data")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "freshet.model.data", "freshet.model.file", "freshet.model.session..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule bundlesKnowTheVocabularyAndJackson = classes()
            .that()
            .resideInAPackage("freshet.model.bundle..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "freshet.model.bundle..",
                    "freshet.model.file",
                    "freshet.model",
                    "com.fasterxml.jackson..",
                    "java..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule filesKnowTheJdkAlone = classes()
            .that()
            .resideInAPackage("freshet.model.file")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("freshet.model.file", "java..", "org.jspecify..");
}
