package dev.rollcall.adapters.entra.simulate;

import dev.rollcall.adapters.entra.EntraAdapter;
import dev.rollcall.testkit.simulate.SimulatorContract;
import dev.rollcall.testkit.simulate.Transcript;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EntraSimulatorTest {

    @TestFactory
    Stream<DynamicTest> theDefaultDialectPlaysEveryPlan() {
        return SimulatorContract.of(new EntraSimulator(EntraDialect.DEFAULT), new EntraAdapter());
    }

    @TestFactory
    Stream<DynamicTest> theFlaggedDialectPlaysEveryPlan() {
        return SimulatorContract.of(new EntraSimulator(EntraDialect.AAD_OPT_SCIM_062020), new EntraAdapter());
    }

    @TestFactory
    Stream<DynamicTest> bothDialectsInTurnPlayEveryPlan() {
        return SimulatorContract.of(new EntraSimulator(EntraDialect.values()), new EntraAdapter());
    }

    @ParameterizedTest
    @EnumSource
    void everyRequestIsAsEntraWritesIt(EntraDialect dialect) {
        Transcript.verify(
                new EntraSimulator(dialect),
                new EntraAdapter(),
                Path.of("src/test/resources/golden/" + dialect + ".txt"));
    }
}
