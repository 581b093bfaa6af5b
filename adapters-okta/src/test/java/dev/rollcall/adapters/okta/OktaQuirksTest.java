package dev.rollcall.adapters.okta;

import dev.rollcall.testkit.quirk.QuirkContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class OktaQuirksTest {

    @TestFactory
    Stream<DynamicNode> everyQuirkKeepsTheContract() {
        return QuirkContract.of(new OktaAdapter());
    }
}
