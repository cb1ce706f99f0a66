package freshet.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.AbstractMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.util.InstantiationUtil;

/**
 * Nothing that anybody stores or sends is read by Java serialization, in any module; Flink alone
 * ships the job graph so.
 */
@AnalyzeClasses(packages = "freshet", importOptions = ImportOption.DoNotIncludeTests.class)
class NoJavaSerializationTest {
    @ArchTest
    static final ArchRule NOTHING_IS_READ_OR_WRITTEN_BY_JAVA_SERIALIZATION = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ObjectInputStream.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ObjectOutputStream.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(InstantiationUtil.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.beans.XMLDecoder");

    @ArchTest
    static final ArchRule ONLY_WHAT_THE_JOB_GRAPH_CARRIES_IS_SERIALIZABLE = classes()
            .that()
            .areAssignableTo(Serializable.class)
            .and()
            .areNotAssignableTo(Throwable.class)
            .and()
            .areNotEnums()
            .and()
            .areNotAssignableTo(SpecificRecordBase.class)
            .and()
            .areNotAssignableTo(AbstractMap.class)
            .should()
            .resideInAnyPackage("freshet.job..")
            .orShould()
            .haveFullyQualifiedName("freshet.model.arithmetic.Arithmetic")
            .orShould()
            .haveFullyQualifiedName("freshet.cli.trial.TrialFunction")
            .orShould()
            .haveFullyQualifiedName("freshet.serving.model.AllowedStores")
            .orShould()
            .haveFullyQualifiedName("freshet.serving.model.StorePlace")
            .because("operators travel in the job graph with what they are made of, and nothing else needs to");
}
