package dev.rollcall.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.console.web.Prose.Kind;
import dev.rollcall.console.web.Prose.Span;
import org.junit.jupiter.api.Test;

final class ProseTest {

    @Test
    void menusAndCodeAreMarked() {
        assertThat(Prose.of("*Provisioning* > *Edit*, then `userName`.").spans())
                .containsExactly(
                        new Span(Kind.MENU, "Provisioning"),
                        new Span(Kind.PLAIN, " > "),
                        new Span(Kind.MENU, "Edit"),
                        new Span(Kind.PLAIN, ", then "),
                        new Span(Kind.CODE, "userName"),
                        new Span(Kind.PLAIN, "."));
    }

    @Test
    void whatIsNotMarkedStays() {
        assertThat(Prose.of("2 * 3 = 6").spans()).containsExactly(new Span(Kind.PLAIN, "2 * 3 = 6"));
        assertThat(Prose.of("").spans()).isEmpty();
    }
}
