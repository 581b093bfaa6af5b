package dev.rollcall.server.converse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.admin.demo.DemoOrganisation;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Actor;
import dev.rollcall.server.AdapterFolders;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.docs.WirePage;
import dev.rollcall.server.node.Parts;
import dev.rollcall.server.simulate.HttpWire;
import dev.rollcall.server.simulate.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Holds every conversation that an adapter brings in its folder with a gateway, each with a directory of that provider. */
final class GoldenConversationsIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final String FOLDER = "src/test/conversations";

    /** An entry of a wire catalogue. */
    private static final Pattern CITED = Pattern.compile("\\b[A-Z][A-Z0-9]*-\\d\\d\\b");

    private static final List<HttpWire> WIRES = new ArrayList<>();

    private final AtomicInteger number = new AtomicInteger();

    @AfterAll
    static void close() {
        WIRES.forEach(HttpWire::close);
    }

    @TestFactory
    Stream<DynamicContainer> everyConversationGoesAsItSays() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String adapter : AdapterFolders.providers()) {
            List<Path> own = below(AdapterFolders.of(adapter).resolve(FOLDER));
            assertThat(own).as(adapter).isNotEmpty();
            folders.addAll(own);
        }
        return folders.stream().map(this::of);
    }

    private static List<Path> below(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.sorted().toList();
        }
    }

    private DynamicContainer of(Path folder) {
        String provider = String.valueOf(folder.getFileName());
        Directory directory = directory(provider);
        String token = GATEWAY.gateway()
                .parts()
                .credentials()
                .issue(Actor.gateway(directory.orgId()), directory.id(), null)
                .await()
                .token();
        HttpWire wire = new HttpWire(GATEWAY.url() + "/scim/v2/" + directory.id(), token, 1, new Score());
        WIRES.add(wire);
        Speaker speaker = new Speaker(wire, Map.of("domain", DemoOrganisation.DOMAIN, "token", token));
        return DynamicContainer.dynamicContainer(
                provider,
                Conversation.in(folder).stream()
                        .map(conversation -> DynamicTest.dynamicTest(conversation.name(), () -> {
                            assertThat(cited(conversation)).isNotEmpty().isSubsetOf(known(provider));
                            speaker.hold(conversation, "c" + number.incrementAndGet());
                        })));
    }

    /** That of the demo, or a new one. */
    private static Directory directory(String provider) {
        return GATEWAY.demo().directories().stream()
                .filter(directory -> directory.provider().equals(provider))
                .findFirst()
                .orElseGet(() -> {
                    Parts parts = GATEWAY.gateway().parts();
                    return new Directories(parts.database().writes(), parts.time())
                            .create(Actor.gateway(GATEWAY.demo().organisation().id()), provider, provider)
                            .await();
                });
    }

    private static List<String> cited(Conversation conversation) {
        return CITED.matcher(String.join("\n", conversation.comments()))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** The entries of the provider's page. */
    private static List<String> known(String provider) {
        return WirePage.rows(provider).stream().map(WirePage.Row::entry).toList();
    }
}
