package dev.rollcall.adapters.entra;

import dev.rollcall.testkit.quirk.QuirkContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class EntraQuirksTest {

    @TestFactory
    Stream<DynamicNode> everyQuirkKeepsTheContract() {
        return QuirkContract.of(new EntraAdapter());
    }
}
