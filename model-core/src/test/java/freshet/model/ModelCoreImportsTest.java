package freshet.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.kind.ModelKind;
import freshet.model.kind.ModelKinds;
import java.util.stream.Stream;

@AnalyzeClasses(packages = "freshet", importOptions = ImportOption.DoNotIncludeTests.class)
class ModelCoreImportsTest {
    private static final String PRUNED = "freshet.model.scoring.pruned";
    private static final String A_KIND = "freshet.model.kind.*..";

    private static DescribedPredicate<JavaClass> namesTheVectorApi() {
        return DescribedPredicate.describe("name the Vector API", type -> type.getDirectDependenciesFromSelf().stream()
                .anyMatch(to -> to.getTargetClass().getPackageName().equals("jdk.incubator.vector")));
    }

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
                    "freshet.serving..",
                    "freshet.job..",
                    "freshet.cli..",
                    "freshet.lab..");

    /** A class that names it cannot be loaded in a JVM without that module. */
    @ArchTest
    static final ArchRule theVectorApiIsNamedByVectorClassesAndPrunedScoring = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("Vector")
            .and()
            .resideOutsideOfPackage(PRUNED)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator.vector");

    /**
     * The JIT compiler may inline such a call or not; where it does not, each vector is allocated.
     */
    @ArchTest
    static final ArchRule noVectorIsHandedFromMethodToMethod = noMethods()
            .should(new ArchCondition<>("take or give a vector") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    boolean handsOn = Stream.concat(
                                    Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                            .anyMatch(type -> type.isAssignableTo("jdk.incubator.vector.Vector"));
                    events.add(new SimpleConditionEvent(method, handsOn, method.getFullName()));
                }
            });

    /**
     * So that a JVM without that module loads none of them: the arithmetic and the kinds look for
     * it first.
     */
    @ArchTest
    static final ArchRule vectorClassesAreChosenByTheArithmeticAndTheKinds = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("Vector")
            .and()
            .resideOutsideOfPackage(PRUNED)
            .and()
            .doNotBelongToAnyOf(Arithmetic.class)
            .and()
            .areNotAssignableTo(ModelKind.class)
            .should()
            .dependOnClassesThat(namesTheVectorApi());

    @ArchTest
    static final ArchRule aKindIsKnownToTheRegistryAlone = noClasses()
            .that()
            .resideOutsideOfPackage(A_KIND)
            .and()
            .doNotBelongToAnyOf(ModelKinds.class)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(A_KIND);

    @ArchTest
    static final ArchRule noKindKnowsAnother =
            slices().matching("freshet.model.kind.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule encodersAreSharedAndKnowNoKind = noClasses()
            .that()
            .resideInAPackage("freshet.model.encoder..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("freshet.model.kind..", "freshet.model.bundle..", "freshet.model.load..");

    @ArchTest
    static final ArchRule sessionsKnowTheJdkAndTheHash = classes()
            .that()
            .resideInAPackage("freshet.model.session..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("freshet.model.session..", "freshet.model.text", "java..", "org.jspecify..");

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
                    "freshet.model.calibration",
                    "freshet.model.file",
                    "freshet.model.text",
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
