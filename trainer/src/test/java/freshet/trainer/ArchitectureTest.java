package freshet.trainer;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Optional;
import java.util.Set;

@AnalyzeClasses(packages = "freshet.trainer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String TRAINER = "freshet.trainer.";

    /** Packages that models share; each other package is that of a model. */
    private static final Set<String> SHARED =
            Set.of("bundle", "calibration", "column", "linear", "neural", "report", "set", "settings", "tuning");

    private static final DescribedPredicate<JavaClass> BELONG_TO_A_MODEL =
            DescribedPredicate.describe("belong to a model", type -> model(type).isPresent());

    private static final SliceAssignment MODELS = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return model(type).map(SliceIdentifier::of).orElseGet(SliceIdentifier::ignore);
        }

        @Override
        public String getDescription() {
            return "the packages of models";
        }
    };

    private static Optional<String> model(JavaClass type) {
        return Optional.of(type.getPackageName())
                .filter(name -> name.startsWith(TRAINER))
                .map(name -> name.substring(TRAINER.length()).split("\\.")[0])
                .filter(name -> !SHARED.contains(name));
    }

    @ArchTest
    static final ArchRule knowsModelCoreAloneOfTheProject = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "freshet.job..", "freshet.schema..", "freshet.serving..", "freshet.cli..", "freshet.lab..");

    @ArchTest
    static final ArchRule runsWithoutFlinkKafkaAndAvro = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "org.apache.avro..");

    @ArchTest
    static final ArchRule arithmeticKnowsNoModel = classes()
            .that()
            .resideInAPackage("freshet.trainer.linear..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "freshet.trainer.linear..", "java..", "jdk.incubator.vector..", "org.bytedeco..", "org.jspecify..");

    @ArchTest
    static final ArchRule weightsKnowNoNetwork = noClasses()
            .that()
            .resideInAPackage("freshet.trainer.neural.weights..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("freshet.trainer.neural", "freshet.trainer.neural.loss..");

    @ArchTest
    static final ArchRule lossesKnowNoNetwork = noClasses()
            .that()
            .resideInAPackage("freshet.trainer.neural.loss..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("freshet.trainer.neural");

    @ArchTest
    static final ArchRule layersKnowNoNetwork = noClasses()
            .that()
            .resideInAnyPackage("freshet.trainer.neural.recurrent..", "freshet.trainer.neural.dense..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("freshet.trainer.neural", "freshet.trainer.neural.loss..");

    @ArchTest
    static final ArchRule onlyTheRegistryNamesModels = noClasses()
            .that(not(BELONG_TO_A_MODEL))
            .and()
            .doNotBelongToAnyOf(Trainers.class)
            .should()
            .dependOnClassesThat(BELONG_TO_A_MODEL);

    @ArchTest
    static final ArchRule noModelKnowsAnother =
            slices().assignedFrom(MODELS).should().notDependOnEachOther();

    @ArchTest
    static final ArchRule countingModelsKnowNoNetwork = noClasses()
            .that()
            .resideInAPackage("freshet.trainer.baseline..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("freshet.trainer.neural..");
}
