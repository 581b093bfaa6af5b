package dev.rollcall.testkit.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.simulate.IdpTransport;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Simulator;
import dev.rollcall.testkit.golden.GoldenFile;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Records what a simulator sends for a small plan, to the letter, in a text file that can be read beside the vendor's
 * documentation. Ids are those of the {@link MemoryGateway}.
 */
public final class Transcript {

    private static final Plan PLAN = new Plan(5, 3, "example.com", 1, 1);

    private Transcript() {}

    /** Plays and compares with a golden file. */
    public static void verify(Simulator simulator, Adapter adapter, Path file) {
        MemoryGateway gateway = new MemoryGateway(adapter);
        simulator.run(PLAN, gateway);
        String bodiless = headers(gateway, request -> request.body() == null);
        String withBody = headers(gateway, request -> request.body() != null);
        String requests = gateway.requests().stream().map(Transcript::lines).collect(Collectors.joining());
        GoldenFile.verify(file, "without body " + bodiless + "\nwith body " + withBody + "\n" + requests);
        assertThat(gateway.complaints()).isEmpty();
    }

    private static String lines(IdpTransport.Request request) {
        String line = "\n" + request.method() + " " + request.target() + "\n";
        return request.body() == null ? line : line + request.body() + "\n";
    }

    private static String headers(MemoryGateway gateway, Predicate<IdpTransport.Request> which) {
        return gateway.requests().stream()
                .filter(which)
                .map(request -> new TreeMap<>(request.headers()).toString())
                .distinct()
                .collect(Collectors.joining(" or "));
    }
}
