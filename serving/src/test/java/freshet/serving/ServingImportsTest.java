package freshet.serving;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way imports run. */
@AnalyzeClasses(packages = "freshet.serving", importOptions = ImportOption.DoNotIncludeTests.class)
class ServingImportsTest {
    @ArchTest
    static final ArchRule IT_KNOWS_RECORDS_MODELS_AND_KAFKAS_CLIENTS_ALONE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "freshet.serving..",
                    "freshet.schema..",
                    "freshet.model..",
                    "org.apache.kafka.clients..",
                    "org.apache.kafka.common..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "java..")
            .because("the job has Flink's class path, and a server outside of Flink has none");

    @ArchTest
    static final ArchRule PACKAGES_DO_NOT_IMPORT_IN_CIRCLES =
            slices().matching("freshet.serving.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule MODELS_KNOW_NO_TOPIC = noClasses()
            .that()
            .resideInAPackage("freshet.serving.model")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");
}
