package dev.rollcall.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class SettingsPageTest {

    @Test
    void theCommittedPageSaysWhatTheDeclarationsSay() throws IOException {
        Path page = Path.of("../../docs/settings.md");
        assertThat(page).as("run: ./rollcall settings > docs/settings.md").exists();
        assertThat(Files.readString(page))
                .as("docs/settings.md is stale; run: ./rollcall settings > docs/settings.md")
                .isEqualTo(SettingsPage.text());
    }
}
