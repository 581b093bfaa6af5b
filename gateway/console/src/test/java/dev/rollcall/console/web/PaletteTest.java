package dev.rollcall.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.console.web.Palette.Rgb;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PaletteTest {

    private static final Pattern ACCENT = Pattern.compile("--accent: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)");

    @ParameterizedTest
    @ValueSource(strings = {"#ffff00", "#ffffff", "#000000", "#808080", "#ff0066", "#1a5c4c", "#00297A", "#7ccbb3"})
    void whateverTheColourItCanBeRead(String colour) {
        Matcher accent = ACCENT.matcher(Palette.of(colour));
        assertThat(accent.find()).isTrue();
        Rgb light = Rgb.of(accent.group(1));
        Rgb dark = Rgb.of(accent.group(2));
        for (String ground : new String[] {"#ffffff", "#f6f8f6", "#eef2ef"}) {
            assertThat(light.contrast(Rgb.of(ground))).as(ground).isGreaterThan(4.5);
            // A page in the navigation that is open has a ground of 13 % of the colour.
            assertThat(light.contrast(Rgb.of(ground).towards(light, 0.13))).isGreaterThan(4.5);
        }
        for (String ground : new String[] {"#131816", "#1b2220", "#232c28"}) {
            assertThat(dark.contrast(Rgb.of(ground))).as(ground).isGreaterThan(4.5);
            assertThat(dark.contrast(Rgb.of(ground).towards(dark, 0.13))).isGreaterThan(4.5);
        }
        assertThat(light.contrast(Rgb.of("#ffffff"))).as("on a button").isGreaterThan(4.5);
        assertThat(dark.contrast(Rgb.of("#0d1412"))).as("on a button").isGreaterThan(4.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#00297a", "#1a5c4c"})
    void whatCanBeReadAlreadyStaysAsItIs(String colour) {
        assertThat(Palette.of(colour)).contains("light-dark(" + colour);
    }
}
