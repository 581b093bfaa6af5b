package dev.rollcall.adapters.okta.simulate;

import dev.rollcall.adapters.okta.OktaAdapter;
import dev.rollcall.adapters.okta.simulate.OktaSimulator.Flavour;
import dev.rollcall.testkit.simulate.SimulatorContract;
import dev.rollcall.testkit.simulate.Transcript;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Execution(ExecutionMode.CONCURRENT)
class OktaSimulatorTest {

    @TestFactory
    Stream<DynamicTest> theCatalogueAppPlaysEveryPlan() {
        return SimulatorContract.of(new OktaSimulator(Flavour.OIN), new OktaAdapter());
    }

    @TestFactory
    Stream<DynamicTest> theWizardAppPlaysEveryPlan() {
        return SimulatorContract.of(new OktaSimulator(Flavour.AIW), new OktaAdapter());
    }

    @ParameterizedTest
    @EnumSource
    void everyRequestIsAsOktaWritesIt(Flavour flavour) {
        Transcript.verify(
                new OktaSimulator(flavour),
                new OktaAdapter(),
                Path.of("src/test/resources/golden/" + flavour + ".txt"));
    }
}
