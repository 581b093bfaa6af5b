package dev.rollcall.scim.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CaseFoldTest {

    @ParameterizedTest
    @CsvSource({
        "JSmith, jsmith",
        "Straße, STRASSE",
        "STRAẞE, strasse",
        "Ame\u0301lie, AM\u00c9LIE",
        "ΟΔΥΣΣΕΥΣ, οδυσσευς",
        "\u017felf, SELF",
        "\u212alaus, klaus",
        "\ufb01n, FIN",
        "\u0130z, i\u0307z",
        "\u1f80, \u1f08\u0399",
        "\ud801\udc00, \ud801\udc28",
        "\u0149t, \u02bcNT",
    })
    void spellingsOfOneNameAreEqual(String one, String other) {
        assertThat(CaseFold.fold(one)).isEqualTo(CaseFold.fold(other));
    }

    @ParameterizedTest
    @CsvSource({
        "d\u0131\u015f, dis",
        "\u0131, i",
        "\u0131, I",
        "\u0130, i",
        "\u0130, I",
        "resume, r\u00e9sum\u00e9",
        "o, \u00f8",
        "ss, s",
    })
    void differentNamesAreNot(String one, String other) {
        assertThat(CaseFold.fold(one)).isNotEqualTo(CaseFold.fold(other));
    }

    @Test
    void everyLetterFoldsLikeItsCapitalAndOnceIsEnough() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (!Character.isLetter(c) || c == '\u0131') {
                continue;
            }
            String letter = Character.toString(c);
            String folded = CaseFold.fold(letter);
            assertThat(CaseFold.fold(letter.toUpperCase(Locale.ROOT)))
                    .as("U+%04X", c)
                    .isEqualTo(folded);
            assertThat(CaseFold.fold(folded)).as("U+%04X", c).isEqualTo(folded);
        }
    }
}
