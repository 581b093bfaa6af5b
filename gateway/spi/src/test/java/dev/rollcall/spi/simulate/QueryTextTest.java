package dev.rollcall.spi.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryTextTest {

    private static final String FILTER = "userName eq " + QueryText.literal("o'neil+x@ex.com");

    @Test
    void formStyleWritesASpaceAsPlus() {
        assertThat(QueryText.form(FILTER)).isEqualTo("userName+eq+%22o%27neil%2Bx%40ex.com%22");
    }

    @Test
    void percentStyleWritesASpaceAsPercentTwenty() {
        assertThat(QueryText.percent(FILTER)).isEqualTo("userName%20eq%20%22o%27neil%2Bx%40ex.com%22");
        assertThat(QueryText.percent("a~b*c")).isEqualTo("a~b%2Ac");
    }

    @Test
    void aLiteralIsEscapedAsInJson() {
        assertThat(QueryText.literal("Support \"Tier 1\" \\ é")).isEqualTo("\"Support \\\"Tier 1\\\" \\\\ é\"");
    }
}
