package freshet.lab;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import freshet.schema.codec.GeneratedRecords;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;

/** Avro 1.12.2 loads our classes by name nowhere, in any module: see {@link GeneratedRecords}. */
@AnalyzeClasses(packages = "freshet", importOptions = ImportOption.DoNotIncludeTests.class)
class GeneratedRecordsUseTest {
    private static final DescribedPredicate<JavaMethodCall> A_BUILDER_OF_A_RECORD = describe(
            "a builder made of a record",
            call -> call.getName().equals("newBuilder")
                    && call.getTargetOwner().isAssignableTo(SpecificRecordBase.class)
                    && !call.getTarget().getRawParameterTypes().isEmpty());

    @ArchTest
    static final ArchRule RECORDS_ARE_READ_AND_COPIED_BY_THE_CLASSES_THAT_ARE_KNOWN = noClasses()
            .that()
            .resideOutsideOfPackage("freshet.schema") // which Avro has generated
            .should()
            .callMethodWhere(A_BUILDER_OF_A_RECORD)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(SpecificDatumReader.class)
            .because("Avro 1.12.2 refuses classes that only their schema names; take "
                    + "freshet.schema.codec.GeneratedRecords");
}
