package dev.rollcall.console.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MemberPagesTest {

    /** Users choose their own names, and a spreadsheet would calculate one that begins like a formula. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Ada Byron|\"Ada Byron\"",
                "Byron, Ada|\"Byron, Ada\"",
                "the \"Countess\"|\"the \"\"Countess\"\"\"",
                "=HYPERLINK(1)|\"'=HYPERLINK(1)\"",
                "+1|\"'+1\"",
                "-1|\"'-1\"",
                "@SUM(A1)|\"'@SUM(A1)\""
            })
    void aCellIsText(String text, String cell) {
        assertThat(MemberPages.cell(text)).isEqualTo(cell);
    }
}
