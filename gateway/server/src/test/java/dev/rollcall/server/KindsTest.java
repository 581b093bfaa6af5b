package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Of a type that has {@code match(Cases)} no method tells two kinds or more apart by {@code instanceof} (ADR 17): who answers for each
 * of them does not compile when another one is added. For one kind alone may be asked.
 */
@Execution(ExecutionMode.CONCURRENT)
final class KindsTest {

    /** Methods that may, and why. */
    private static final Map<String, String> EXCEPTIONS =
            Map.of("RuleAudit.addPeople", "a command tells all of itself, but for two that tell nothing");

    @Test
    void kindsAreToldApartByCases() {
        Map<String, Set<String>> found = found();
        found.keySet().removeAll(EXCEPTIONS.keySet());

        assertThat(found).as("use match(Cases)").isEmpty();
    }

    @Test
    void everyExceptionIsNeeded() {
        assertThat(found()).containsKeys(EXCEPTIONS.keySet().toArray(String[]::new));
    }

    @Test
    void thereAreSuchTypes() {
        assertThat(House.CLASSES.stream().filter(KindsTest::hasCases)).hasSizeGreaterThan(10);
    }

    /** The kinds that a method asks for, where it asks for several of one type. */
    private static Map<String, Set<String>> found() {
        Map<String, Set<String>> found = new TreeMap<>();
        for (JavaClass type : House.CLASSES) {
            for (JavaCodeUnit method : type.getCodeUnits()) {
                kinds(method).values().stream()
                        .filter(kinds -> kinds.size() > 1)
                        .forEach(kinds -> found.computeIfAbsent(
                                        type.getSimpleName() + "." + method.getName(), name -> new TreeSet<>())
                                .addAll(kinds));
            }
        }
        return found;
    }

    /** The kinds that a method asks for, by the type whose kinds they are. */
    private static Map<String, Set<String>> kinds(JavaCodeUnit method) {
        Map<String, Set<String>> kinds = new TreeMap<>();
        for (InstanceofCheck check : method.getInstanceofChecks()) {
            check.getRawType().getAllRawInterfaces().stream()
                    .filter(KindsTest::hasCases)
                    .forEach(type -> kinds.computeIfAbsent(type.getName(), name -> new TreeSet<>())
                            .add(check.getRawType().getSimpleName()));
        }
        return kinds;
    }

    private static boolean hasCases(JavaClass type) {
        return type.isInterface()
                && type.getMethods().stream()
                        .filter(method -> method.getName().equals("match"))
                        .flatMap(method -> method.getRawParameterTypes().stream())
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet())
                        .contains("Cases");
    }
}
