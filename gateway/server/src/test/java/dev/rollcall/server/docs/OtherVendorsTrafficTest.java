package dev.rollcall.server.docs;

import dev.rollcall.server.node.Adapters;
import dev.rollcall.spi.Adapter;
import dev.rollcall.testkit.quirk.Example;
import dev.rollcall.testkit.quirk.QuirkContract;
import dev.rollcall.testkit.quirk.VendorTraffic;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A quirk of one vendor must do nothing to what another one sends: its simulator's traffic and what its quirks' examples show. */
class OtherVendorsTrafficTest {

    private static final Path ROOT = Path.of("..", "..");

    @TestFactory
    Stream<DynamicTest> noQuirkOfEntraTouchesTheTrafficOfOkta() {
        return leavesAlone("entra", "okta");
    }

    @TestFactory
    Stream<DynamicTest> noQuirkOfOktaTouchesTheTrafficOfEntra() {
        return leavesAlone("okta", "entra");
    }

    private static Stream<DynamicTest> leavesAlone(String provider, String otherProvider) {
        Adapter adapter = Adapters.of(provider).orElseThrow();
        Adapter other = Adapters.of(otherProvider).orElseThrow();
        List<Example> traffic = Stream.concat(VendorTraffic.of(other).stream(), examples(adapter, other))
                .toList();
        return QuirkContract.leavesAlone(adapter, other, traffic);
    }

    /** What the quirks of the other vendor alone act on. */
    private static Stream<Example> examples(Adapter adapter, Adapter other) {
        Path folder = ROOT.resolve("adapters-" + other.provider() + "/src/test/resources/quirks");
        return other.quirks().stream()
                .filter(quirk -> adapter.quirks().stream()
                        .noneMatch(shared -> shared.id().equals(quirk.id())))
                .flatMap(quirk -> Example.in(folder.resolve(quirk.id())).stream())
                .filter(Example::fires);
    }
}
