package dev.rollcall.adapters.custom;

import dev.rollcall.testkit.quirk.QuirkContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class CustomQuirksTest {

    @TestFactory
    Stream<DynamicNode> everyQuirkKeepsTheContract() {
        return QuirkContract.of(new CustomAdapter());
    }
}
