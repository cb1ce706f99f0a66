package freshet.schema;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The schemas are at the bottom: no Flink, no Kafka, no models, nothing above them. */
@AnalyzeClasses(packages = "freshet", importOptions = ImportOption.DoNotIncludeTests.class)
final class SchemaImportsTest {

    @ArchTest
    static final ArchRule schemasDependOnAvroAndJacksonAlone = classes()
            .that()
            .resideInAPackage("freshet.schema..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "freshet.schema..", "java..", "org.apache.avro..", "com.fasterxml.jackson..", "org.jspecify..");

    @ArchTest
    static final ArchRule recordsKnowNoCodec = classes()
            .that()
            .resideInAPackage("freshet.schema")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("freshet.schema", "java..", "org.apache.avro..", "org.jspecify..");
}
