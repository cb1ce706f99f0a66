package freshet.lab;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.testing.LaboratoryClasses;
import java.net.URL;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The classes that no image may hold exist under these names, each in a library of its own. */
class LaboratoryClassesTest {
    @Test
    void eachIsInALibraryOfItsOwn() {
        Set<String> libraries = new HashSet<>();
        for (String file : LaboratoryClasses.FILES) {
            URL found = getClass().getClassLoader().getResource(file);
            assertThat(found).as(file).isNotNull();
            libraries.add(found.toString().split("!")[0]);
        }
        assertThat(libraries).hasSameSizeAs(LaboratoryClasses.FILES);
    }
}
