package dev.rollcall.testkit.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.simulate.IdpTransport;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Simulator;
import dev.rollcall.testkit.simulate.MemoryGateway;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Records what a vendor's simulator sends, as samples on which quirks can be tried. */
public final class VendorTraffic {

    private static final Plan PLAN = new Plan(40, 4, "example.com", 5, 1);
    private static final String FILTER = "filter=";

    private VendorTraffic() {}

    /** Every body and filter of a run in each of the vendor's dialects, in order; none when the adapter has no simulator. */
    public static List<Example> of(Adapter adapter) {
        Stream<Simulator> simulators =
                adapter.dialects().isEmpty() ? adapter.simulator().stream() : adapter.dialects().values().stream();
        return simulators.flatMap(simulator -> of(adapter, simulator)).toList();
    }

    private static Stream<Example> of(Adapter adapter, Simulator simulator) {
        MemoryGateway gateway = new MemoryGateway(adapter);
        simulator.run(PLAN, gateway);
        List<IdpTransport.Request> requests = gateway.requests();
        return IntStream.range(0, requests.size()).boxed().flatMap(i -> sample(i, requests.get(i)).stream());
    }

    private static Optional<Example> sample(int number, IdpTransport.Request request) {
        String name = number + ": " + request.method() + " " + request.target();
        ResourceType type = request.target().startsWith("/Users") ? CoreTypes.USER : CoreTypes.GROUP;
        String body = request.body();
        if (body != null) {
            Kind<?> kind = request.method().equals("PATCH") ? Kind.PATCH : Kind.RESOURCE;
            JsonNode in = ScimJson.parse(body.getBytes(StandardCharsets.UTF_8));
            return Optional.of(new Example(name, kind, type, in, null, "simulated"));
        }
        return filter(request.target())
                .map(filter -> new Example(name, Kind.FILTER, type, TextNode.valueOf(filter), null, "simulated"));
    }

    private static Optional<String> filter(String target) {
        return Stream.of(target.substring(target.indexOf('?') + 1).split("&", -1))
                .filter(parameter -> parameter.startsWith(FILTER))
                .map(parameter -> URLDecoder.decode(parameter.substring(FILTER.length()), StandardCharsets.UTF_8))
                .findFirst();
    }
}
