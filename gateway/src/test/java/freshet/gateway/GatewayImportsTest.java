package freshet.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way imports run. */
@AnalyzeClasses(packages = "freshet.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class GatewayImportsTest {
    @ArchTest
    static final ArchRule THE_GATEWAY_KNOWS_NEITHER_FLINK_NOR_TRAINER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.flink..", "freshet.job..", "freshet.trainer..", "freshet.cli..", "freshet.lab..");

    @ArchTest
    static final ArchRule PACKAGES_DO_NOT_IMPORT_IN_CIRCLES =
            slices().matching("freshet.gateway.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONE_PACKAGE_KNOWS_THE_SERVER = noClasses()
            .that()
            .resideOutsideOfPackage("freshet.gateway.http")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule THE_SERVER_KNOWS_NOTHING_OF_RECOMMENDATIONS = noClasses()
            .that()
            .resideInAPackage("freshet.gateway.http")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..", "freshet.client..", "freshet.schema..", "freshet.model.session..");

    @ArchTest
    static final ArchRule NO_PART_KNOWS_THE_WHOLE = noClasses()
            .that()
            .resideInAPackage("freshet.gateway.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("freshet.gateway");
}
