package dev.rollcall.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.node.Adapters;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.setup.Milestone;
import dev.rollcall.spi.setup.Place;
import dev.rollcall.spi.setup.SetupGuide;
import dev.rollcall.spi.setup.SetupGuide.Step;
import dev.rollcall.testkit.golden.GoldenFile;
import dev.rollcall.testkit.setup.GuidePage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuidePagesTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Place ANY = new Place(
            "https://scim.example.com/scim/v2/DIRECTORY",
            "the text of the credential that was issued for the directory",
            Place.recommended("Rollcall"));

    static Stream<String> guided() {
        return Adapters.all().stream()
                .filter(adapter -> adapter.setupGuide(ANY).isPresent())
                .map(Adapter::provider);
    }

    @ParameterizedTest
    @MethodSource("guided")
    void thePageSaysWhatTheAdapterSays(String provider) {
        Adapter adapter = Adapters.of(provider).orElseThrow();
        // A preset is a page of its own only where it is an adapter of its own.
        String page = Files.exists(ROOT.resolve("docs/" + provider + ".md")) ? provider + ".md" : "presets.md";
        GoldenFile.verify(
                ROOT.resolve("docs/guides/" + provider + ".md"),
                GuidePage.of(adapter.displayName(), page, guide(adapter)));
    }

    @ParameterizedTest
    @MethodSource("guided")
    void eachStepHasANameOfItsOwnAndEveryMilestoneIsReachedInOrder(String provider) {
        Adapter adapter = Adapters.of(provider).orElseThrow();
        List<Step> steps = guide(adapter).steps();
        assertThat(steps).extracting(Step::id).doesNotHaveDuplicates();
        List<Milestone> reached =
                steps.stream().map(Step::doneWhen).filter(Objects::nonNull).toList();
        if (adapter.source().isPresent()) {
            // It is read, so it gets no credential and sends no request.
            assertThat(reached).isSorted().contains(Milestone.FIRST_USER, Milestone.FIRST_ADMIN);
        } else {
            assertThat(reached).containsExactly(Milestone.values());
        }
    }

    private static SetupGuide guide(Adapter adapter) {
        return adapter.setupGuide(ANY).orElseThrow();
    }
}
