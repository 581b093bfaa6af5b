package dev.rollcall.adapters.google;

import dev.rollcall.testkit.quirk.QuirkContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

final class GoogleQuirksTest {

    @TestFactory
    Stream<DynamicNode> everyQuirkKeepsTheContract() {
        return QuirkContract.of(new GoogleAdapter());
    }
}
