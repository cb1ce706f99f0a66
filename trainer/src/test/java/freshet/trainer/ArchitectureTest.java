package freshet.trainer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "freshet.trainer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule knowsModelCoreAloneOfTheProject = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("freshet.job..", "freshet.schema..", "freshet.cli..", "freshet.lab..");

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
            .resideInAnyPackage("freshet.trainer.linear..", "java..", "org.bytedeco..", "org.jspecify..");

    @ArchTest
    static final ArchRule neuralTrainingKnowsNoModel = noClasses()
            .that()
            .resideInAPackage("freshet.trainer.neural..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "freshet.trainer.recurrent..",
                    "freshet.trainer.autoencoder..",
                    "freshet.trainer.stamp..",
                    "freshet.trainer.item2vec..",
                    "freshet.trainer.svdpp..",
                    "freshet.trainer.mix..",
                    "freshet.trainer.narm..",
                    "freshet.trainer.youtube..",
                    "freshet.trainer.sasrec..",
                    "freshet.trainer.baseline..");

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
            .that()
            .resideOutsideOfPackages(
                    "freshet.trainer.recurrent..",
                    "freshet.trainer.autoencoder..",
                    "freshet.trainer.stamp..",
                    "freshet.trainer.item2vec..",
                    "freshet.trainer.svdpp..",
                    "freshet.trainer.mix..",
                    "freshet.trainer.narm..",
                    "freshet.trainer.youtube..",
                    "freshet.trainer.sasrec..",
                    "freshet.trainer.baseline..")
            .and()
            .doNotHaveFullyQualifiedName("freshet.trainer.Trainers")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "freshet.trainer.recurrent..",
                    "freshet.trainer.autoencoder..",
                    "freshet.trainer.stamp..",
                    "freshet.trainer.item2vec..",
                    "freshet.trainer.svdpp..",
                    "freshet.trainer.mix..",
                    "freshet.trainer.narm..",
                    "freshet.trainer.youtube..",
                    "freshet.trainer.sasrec..",
                    "freshet.trainer.baseline..");

    @ArchTest
    static final ArchRule recurrentModelsKnowNoOther = noClasses()
            .that()
            .resideInAPackage("freshet.trainer.recurrent..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("freshet.trainer.baseline..");

    @ArchTest
    static final ArchRule stampKnowsNoOtherModel = noClasses()
            .that()
            .resideInAPackage("freshet.trainer.stamp..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("freshet.trainer.recurrent..", "freshet.trainer.narm..", "freshet.trainer.baseline..");

    @ArchTest
    static final ArchRule narmKnowsNoOtherModel = noClasses()
            .that()
            .resideInAPackage("freshet.trainer.narm..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("freshet.trainer.recurrent..", "freshet.trainer.stamp..", "freshet.trainer.baseline..");

    @ArchTest
    static final ArchRule sasRecKnowsNoOtherModel = noClasses()
            .that()
            .resideInAPackage("freshet.trainer.sasrec..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "freshet.trainer.recurrent..",
                    "freshet.trainer.stamp..",
                    "freshet.trainer.narm..",
                    "freshet.trainer.baseline..");

    @ArchTest
    static final ArchRule countingModelsKnowNoNetwork = noClasses()
            .that()
            .resideInAPackage("freshet.trainer.baseline..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "freshet.trainer.recurrent..",
                    "freshet.trainer.narm..",
                    "freshet.trainer.sasrec..",
                    "freshet.trainer.autoencoder..",
                    "freshet.trainer.stamp..",
                    "freshet.trainer.neural..");
}
