package freshet.job;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way imports run. */
@AnalyzeClasses(packages = "freshet.job", importOptions = ImportOption.DoNotIncludeTests.class)
class JobImportsTest {
    @ArchTest
    static final ArchRule THE_JOB_KNOWS_NEITHER_TRAINER_NOR_COMMAND_LINE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("freshet.trainer..", "freshet.cli..", "freshet.lab..");

    @ArchTest
    static final ArchRule PACKAGES_DO_NOT_IMPORT_IN_CIRCLES =
            slices().matching("freshet.job.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_LOGIC_KNOWS_NO_FLINK = noClasses()
            .that()
            .haveSimpleName("BatchAnswering")
            .or()
            .haveSimpleName("EventBatch")
            .or()
            .haveSimpleName("Recommendations")
            .or()
            .haveSimpleName("RejectionWords")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule ONLY_TOPICS_AND_SECRETS_KNOW_KAFKA = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "freshet.job.stream.event",
                    "freshet.job.stream.table",
                    "freshet.job.stream.topic",
                    "freshet.job.stream.output")
            .and()
            .haveSimpleNameNotEndingWith("Secrets")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..")
            .because("the pipeline only hands their sources and sinks on");

    @ArchTest
    static final ArchRule SERIALIZERS_ARE_OUR_OWN = classes()
            .that()
            .areAssignableTo(org.apache.flink.api.common.typeutils.TypeSerializer.class)
            .should()
            .resideInAnyPackage("freshet.job.state", "freshet.job.stream");

    @ArchTest
    static final ArchRule WHAT_FLOWS_KNOWS_NO_OTHER_PACKAGE_OF_THE_JOB = noClasses()
            .that()
            .resideInAPackage("freshet.job.stream")
            .should()
            .dependOnClassesThat(resideInAPackage("freshet.job..").and(resideOutsideOfPackage("freshet.job.stream")));

    @ArchTest
    static final ArchRule NOTHING_REACHES_INTO_A_TASK = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink.streaming.runtime.tasks..")
            .because("the factory is handed the mailbox, and the operator its surroundings");
}
