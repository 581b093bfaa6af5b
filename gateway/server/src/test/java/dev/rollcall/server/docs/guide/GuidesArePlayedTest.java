package dev.rollcall.server.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.Habit;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.capability.KeepsRhythm;
import dev.rollcall.spi.capability.PublishesKeys;
import dev.rollcall.testkit.quirk.QuirkContract;
import dev.rollcall.testkit.quirk.QuirkPage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The guides in docs/adding-*.md, followed word by word: what they show compiles and does what they say. */
final class GuidesArePlayedTest {

    private static final String CONFIG = "dev.rollcall.server.config";

    private final Path folder;

    GuidesArePlayedTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Adapter adapter() throws ReflectiveOperationException, IOException {
        Workshop workshop = new Workshop(folder);
        Workshop.blocks("adding-a-quirk.md", "java").forEach(workshop::source);
        Workshop.blocks("adding-an-adapter.md", "java").forEach(workshop::source);
        int number = 0;
        for (String example : Workshop.blocks("adding-a-quirk.md", "json")) {
            workshop.resource("quirks/angle-brackets/" + number++ + ".json", example);
        }
        ClassLoader loader = workshop.compile("");
        Thread.currentThread().setContextClassLoader(loader);
        return (Adapter) loader.loadClass("dev.rollcall.adapters.example.ExampleAdapter")
                .getConstructor()
                .newInstance();
    }

    @TestFactory
    @DisplayName("adding-a-quirk.md: the quirk keeps the contract of quirks")
    Stream<DynamicNode> theGuideOfQuirks() throws ReflectiveOperationException, IOException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            return QuirkContract.of(adapter()).toList().stream();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    @DisplayName("adding-an-adapter.md: the gateway knows the provider with its quirks, habits and capabilities")
    void theGuideOfAdapters() throws ReflectiveOperationException, IOException {
        Adapter adapter = adapter();

        assertThat(adapter.quirks()).extracting(quirk -> quirk.id()).containsExactly("angle-brackets");
        assertThat(adapter.habits()).containsExactly(Habit.SOLE_EXTERNAL_ID);
        assertThat(((KeepsRhythm) adapter).adviceWhenSilent()).endsWith(".");
        assertThat(((PublishesKeys) adapter).keyHosts()).isNotEmpty();
        assertThat(QuirkPage.of(List.of(adapter), quirk -> List.of(), List.of()))
                .contains("| quirk | Example Directory |", "| sole-external-id | Example Directory | EXAMPLE-02 |");
    }

    @Test
    @DisplayName("adding-a-setting.md: the setting is read, documented and held to its bounds")
    void theGuideOfSettings() throws ReflectiveOperationException, IOException {
        Workshop workshop = new Workshop(folder);
        Path room = Path.of("src", "main", "java").resolve(CONFIG.replace('.', '/'));
        try (Stream<Path> files = Files.list(room)) {
            files.filter(file -> !file.endsWith("Settings.java") && !file.endsWith("package-info.java"))
                    .map(Workshop::read)
                    .forEach(workshop::source);
        }
        String settings = Workshop.read(room.resolve("Settings.java"));
        String end = "\n    private Settings() {}";
        assertThat(settings).contains(end);
        workshop.source(settings.replace(
                end, "\n" + Workshop.blocks("adding-a-setting.md", "java").get(0) + end));
        ClassLoader loader = workshop.compile(CONFIG);

        Object setting = loader.loadClass(CONFIG + ".Settings")
                .getField("GREETING_LENGTH")
                .get(null);
        Method load =
                loader.loadClass(CONFIG + ".ConfigLoader").getMethod("load", Optional.class, Map.class, Map.class);
        Object config = load.invoke(null, Optional.empty(), Map.of("ROLLCALL_GREETING_LENGTH", "100"), Map.of());
        Method get = config.getClass().getMethod("get", setting.getClass());

        assertThat(get.invoke(config, setting)).isEqualTo(100);
        assertThatThrownBy(
                        () -> load.invoke(null, Optional.empty(), Map.of("ROLLCALL_GREETING_LENGTH", "141"), Map.of()))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .hasMessageContaining("ROLLCALL_GREETING_LENGTH")
                .hasMessageContaining("from 1 to 140");
    }

    @Test
    @DisplayName("The examples of the guides are JSON")
    void examplesAreJson() throws IOException {
        for (String guide : List.of("adding-a-quirk.md", "adding-a-route-and-command.md")) {
            for (String block : Workshop.blocks(guide, "json")) {
                JsonNode json = ScimJson.parse(block.getBytes(StandardCharsets.UTF_8));
                assertThat(json.isObject()).isTrue();
            }
        }
    }
}
