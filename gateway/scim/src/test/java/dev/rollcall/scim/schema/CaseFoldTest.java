package dev.rollcall.scim.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CaseFoldTest {

    @Test
    void spellingsOfOneNameAreEqual() {
        assertThat(CaseFold.fold("JSmith")).isEqualTo(CaseFold.fold("jsmith"));
        assertThat(CaseFold.fold("Straße")).isEqualTo(CaseFold.fold("STRASSE"));
        assertThat(CaseFold.fold("Ame\u0301lie")).isEqualTo(CaseFold.fold("AM\u00c9LIE"));
    }
}
