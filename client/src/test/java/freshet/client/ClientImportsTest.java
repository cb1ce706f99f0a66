package freshet.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What a shop takes in with the client: the schemas and Kafka's clients, nothing else of ours. */
@AnalyzeClasses(packages = "freshet.client", importOptions = ImportOption.DoNotIncludeTests.class)
final class ClientImportsTest {
    @ArchTest
    static final ArchRule THE_CLIENT_KNOWS_SCHEMAS_AND_KAFKA_ALONE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("freshet.client", "freshet.schema..", "java..", "org.apache.kafka..", "org.jspecify..");

    @ArchTest
    static final ArchRule MATCHING_AND_WHAT_CALLERS_GET_KNOW_NO_KAFKA = noClasses()
            .that()
            .haveNameMatching("freshet\\.client\\.(PendingEvents|EarlyReplies|NewestAnswers|Ticket|Reply|Answer|Item"
                    + "|Coordinates|Sending|Event|ClientSettings|ClientStatus|ClientException)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");
}
