package dev.rollcall.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Field;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The borders of the house: which room may know which. The build fails where one is crossed. */
@Execution(ExecutionMode.CONCURRENT)
final class BordersTest {

    static final ArchRule SCIM_IS_A_LIBRARY_ON_JACKSON_ALONE = classes()
            .that()
            .resideInAPackage("dev.rollcall.scim..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.rollcall.scim..", "com.fasterxml.jackson..", "java..", "org.jspecify.annotations..");

    static final ArchRule AN_ADAPTER_KNOWS_SCIM_AND_SPI_ALONE = classes()
            .that()
            .resideInAnyPackage("dev.rollcall.spi..", "dev.rollcall.adapters..")
            .and()
            .resideOutsideOfPackages(
                    "dev.rollcall.spi.pull..", "dev.rollcall.adapters.*.source..", "dev.rollcall.adapters.*.simulate..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.rollcall.adapters..",
                    "dev.rollcall.spi..",
                    "dev.rollcall.scim..",
                    "dev.rollcall.expression",
                    "com.fasterxml.jackson..",
                    "java..",
                    "org.jspecify.annotations..");

    /** What makes an expression bounded stands in one room (ADR 109). */
    static final ArchRule EXPRESSIONS_ALONE_KNOW_CEL = noClasses()
            .that()
            .resideOutsideOfPackage("dev.rollcall.expression")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.cel..", "com.google.re2j..", "com.google.protobuf..");

    static final ArchRule EXPRESSIONS_ARE_PURE = classes()
            .that()
            .resideInAPackage("dev.rollcall.expression..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.rollcall.expression..",
                    "dev.cel..",
                    "com.google.common..",
                    "com.google.re2j..",
                    "com.fasterxml.jackson..",
                    "java.lang..",
                    "java.util..",
                    "org.jspecify.annotations..");

    /** What a provider is read with (ADR 30): the rest of its adapter has no I/O. */
    static final ArchRule A_SOURCE_SPEAKS_HTTP_TO_ITS_PROVIDER = classes()
            .that()
            .resideInAPackage("dev.rollcall.adapters.*.source..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.rollcall.adapters.*.source..",
                    "dev.rollcall.spi..",
                    "dev.rollcall.scim..",
                    "dev.rollcall.resilience..",
                    "com.fasterxml.jackson..",
                    "io.vertx.core..",
                    "io.vertx.ext.web.client..",
                    "io.vertx.ext.auth..",
                    "org.slf4j..",
                    "java..",
                    "org.jspecify.annotations..")
            .allowEmptyShould(true);

    /** What stands in for a provider that is read is a server. */
    static final ArchRule A_STAND_IN_SERVES_HTTP = classes()
            .that()
            .resideInAPackage("dev.rollcall.adapters.*.simulate..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.rollcall.adapters.*.simulate..",
                    "dev.rollcall.spi..",
                    "com.fasterxml.jackson..",
                    "io.vertx.core..",
                    "java..",
                    "org.jspecify.annotations..")
            .allowEmptyShould(true);

    static final ArchRule WHAT_A_SOURCE_IS_KNOWS_FUTURES_AND_NO_HTTP = classes()
            .that()
            .resideInAPackage("dev.rollcall.spi.pull..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.rollcall.spi.pull..",
                    "dev.rollcall.spi.simulate..",
                    "com.fasterxml.jackson..",
                    "io.vertx.core",
                    "java..",
                    "org.jspecify.annotations..");

    static final ArchRule ADAPTERS_DO_NOT_KNOW_EACH_OTHER =
            slices().matching("dev.rollcall.adapters.(*)..").should().notDependOnEachOther();

    static final ArchRule THE_CORE_KNOWS_NO_ADAPTER_AND_NO_HTTP = noClasses()
            .that()
            .resideInAPackage("dev.rollcall.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.rollcall.spi..", "dev.rollcall.adapters..", "dev.rollcall.server..", "io.vertx.ext..")
            .orShould()
            .dependOnClassesThat(isHttp());

    static final ArchRule DELIVERY_TRACE_AND_PULL_KNOW_NO_SERVER_AND_NO_ADAPTER = noClasses()
            .that()
            .resideInAnyPackage("dev.rollcall.delivery..", "dev.rollcall.trace..", "dev.rollcall.pull..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.rollcall.server..", "dev.rollcall.console..", "dev.rollcall.adapters..")
            .allowEmptyShould(true);

    static final ArchRule THE_CONSOLE_KNOWS_THE_API_ALONE = noClasses()
            .that()
            .resideInAPackage("dev.rollcall.console..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.rollcall.server..",
                    "dev.rollcall.core..",
                    "dev.rollcall.spi..",
                    "dev.rollcall.scim..",
                    "dev.rollcall.delivery..",
                    "dev.rollcall.trace..",
                    "dev.rollcall.pull..",
                    "dev.rollcall.adapters..")
            .allowEmptyShould(true);

    static final ArchRule DECISIONS_ARE_PURE = noClasses()
            .that()
            .resideInAPackage("dev.rollcall.core.decide..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "java.sql..", "java.io..", "java.net..", "dev.rollcall.core.store..")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    static final ArchRule ONE_CLASS_NAMES_THE_ADAPTERS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.rollcall.adapters..")
            .and()
            .doNotHaveFullyQualifiedName("dev.rollcall.server.node.Adapters")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.rollcall.adapters..");

    static final ArchRule ROOMS_OF_THE_SERVER_HAVE_NO_CYCLES =
            slices().matching("dev.rollcall.server.(*)..").should().beFreeOfCycles();

    static final ArchRule ROOMS_OF_SCIM_HAVE_NO_CYCLES =
            slices().matching("dev.rollcall.scim.(*)..").should().beFreeOfCycles();

    static final ArchRule ROOMS_OF_THE_CORE_HAVE_NO_CYCLES =
            slices().matching("dev.rollcall.core.(*)..").should().beFreeOfCycles();

    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
            noClasses().should().haveNameMatching(".*\\.\\w*(Util|Utils|Manager|Impl|Helper)(\\$\\w+)?");

    static final ArchRule EVERY_ROOM_HAS_A_NOTE_AT_ITS_DOOR = classes().should(liveInADocumentedPackage());

    @TestFactory
    Stream<DynamicTest> noBorderIsCrossed() {
        return Stream.of(BordersTest.class.getDeclaredFields())
                .filter(field -> field.getType() == ArchRule.class)
                .map(border -> DynamicTest.dynamicTest(
                        border.getName(), () -> rule(border).check(House.CLASSES)));
    }

    private static ArchRule rule(Field border) throws IllegalAccessException {
        return (ArchRule) border.get(null);
    }

    private static DescribedPredicate<JavaClass> isHttp() {
        return DescribedPredicate.describe(
                "serve or speak HTTP",
                type -> type.getPackageName().startsWith("io.vertx.core.http")
                        // What a full pool of database connections is reported with, too.
                        && !type.getSimpleName().equals("ConnectionPoolTooBusyException"));
    }

    private static ArchCondition<JavaClass> liveInADocumentedPackage() {
        return new ArchCondition<>("live in a package with a package-info") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaPackage room = type.getPackage();
                boolean isDocumented = room.getClasses().stream()
                        .anyMatch(member -> member.getSimpleName().equals("package-info"));
                events.add(new SimpleConditionEvent(
                        type, isDocumented, room.getName() + (isDocumented ? " has" : " has no") + " package-info"));
            }
        };
    }
}
