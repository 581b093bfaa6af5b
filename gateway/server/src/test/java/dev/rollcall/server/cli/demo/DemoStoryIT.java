package dev.rollcall.server.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.cli.kit.LocalState;
import dev.rollcall.server.cli.kit.LocalState.LocalDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Issue 16: what there is to see in a new demo. */
final class DemoStoryIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final AtomicInteger ENDS = new AtomicInteger();
    private static final Map<String, JsonNode> DIRECTORIES = new TreeMap<>();

    @BeforeAll
    static void tell() throws InterruptedException {
        List<LocalDirectory> playedWith = GATEWAY.demo().directories().stream()
                .map(one -> new LocalDirectory(
                        one.provider(),
                        one.name(),
                        one.id().toString(),
                        GATEWAY.scimUrl(one.provider()),
                        GATEWAY.credential(one.provider())))
                .toList();
        DemoStory story = new DemoStory(GATEWAY.gateway());
        story.begin(
                GATEWAY.demo(),
                new LocalState(GATEWAY.url(), GATEWAY.managementUrl(), "", playedWith, null),
                () -> {},
                () -> ENDS.incrementAndGet());
        story.join();
        assertThat(ENDS).as("times that the story was told to the end").hasValue(1);
        GATEWAY.gateway().parts().traffic().write().await();
        items("/directories").forEach(one -> DIRECTORIES.put(one.path("name").asText(), one));
    }

    private static JsonNode get(String path) {
        return Http.get(GATEWAY.url() + "/api/v1/organizations/demo" + path)
                .bearer(GATEWAY.token(new Scope.Operator()))
                .send()
                .json();
    }

    private static JsonNode items(String path) {
        return get(path).path("items");
    }

    private static JsonNode one(String directory) {
        return Objects.requireNonNull(DIRECTORIES.get(directory), directory);
    }

    private static String path(String directory) {
        return "/directories/" + one(directory).path("id").asText();
    }

    private static String state(String directory) {
        return one(directory).path("state").asText() + ", "
                + get(path(directory) + "/health").path("state").asText();
    }

    @Test
    @DisplayName(
            "Four directories are in four states: one that is being connected, a preview, one that holds, and a silent"
                    + " one")
    void eachOfItsDirectoriesIsInAnotherState() {
        assertThat(state(DemoStory.BEGUN)).isEqualTo("draft, waiting");
        assertThat(state(DemoStory.PREVIEW)).isEqualTo("preview, healthy");
        assertThat(state(DemoStory.HOLDING)).isEqualTo("active, holding");
        assertThat(state(DemoStory.SILENT)).isEqualTo("active, silent");
        GATEWAY.demo()
                .directories()
                .forEach(one -> assertThat(state(one.name())).isEqualTo("active, healthy"));
        assertThat(items(path(DemoStory.BEGUN) + "/credentials")).hasSize(1);
    }

    @Test
    @DisplayName("The preview takes members over, lets others in, and has an administrator among them")
    void thePreviewHasAnImpact() {
        JsonNode preview = get(path(DemoStory.PREVIEW) + "/preview");
        assertThat(preview.at("/counts/added").asInt()).isGreaterThan(5);
        assertThat(preview.at("/counts/adopted").asInt()).isEqualTo(2);
    }

    @Test
    @DisplayName("A whole staff waits for a decision, and people are kept out for two reasons")
    void peopleAreHeldAndKeptOut() {
        JsonNode holds = items("/holds?inForce=true");
        assertThat(holds).hasSize(1);
        assertThat(holds.at("/0/people").asInt()).isGreaterThan(10);
        assertThat(get("/exclusions").path("reasons").findValuesAsText("reason"))
                .containsExactlyInAnyOrder("unverified_domain", "no_mapped_group");
    }

    @Test
    @DisplayName("The seats have a history of three months, in which nothing is out of order")
    void theSeatsHaveAHistory() {
        List<Instant> times = new ArrayList<>();
        get("/seats?points=1000")
                .path("history")
                .forEach(point -> times.add(Instant.parse(point.path("at").asText())));
        assertThat(times).hasSizeGreaterThan(50).isSorted();
        assertThat(times.get(0)).isBefore(Instant.now().minus(Duration.ofDays(80)));
        assertThat(items("/ledger?limit=1000").findValues("delta").stream().map(JsonNode::asInt))
                .contains(1, -1);
    }

    @Test
    @DisplayName("The request log has what was left out, what was refused, and what is odd about a provider")
    void theRequestLogHasSomethingOfEach() {
        assertThat(items("/requests?outcome=left_out")).isNotEmpty();
        assertThat(items("/requests?outcome=refused")).isNotEmpty();
        assertThat(items("/requests?limit=1000").findValues("quirks")).anyMatch(quirks -> !quirks.isEmpty());
    }
}
